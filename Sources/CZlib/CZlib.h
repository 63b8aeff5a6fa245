// The system's zlib, of which we inflate only.
#include <zlib.h>
