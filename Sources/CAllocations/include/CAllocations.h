#ifndef CALLOCATIONS_H
#define CALLOCATIONS_H

#include <stdint.h>

/// How many blocks of memory this process has asked for so far; 0 where that is not counted (it is on Linux).
uint64_t allocation_count(void);

#endif
