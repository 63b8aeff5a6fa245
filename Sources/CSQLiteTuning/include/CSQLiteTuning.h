// What makes SQLite faster without changing what it does.
#ifndef CSQLITETUNING_H
#define CSQLITETUNING_H

/// Has SQLite write the frames of a commit at once, by a VFS over the one that is the default now, and count no memory,
/// for which it takes a lock at each allocation. Holds for all databases that the process opens from now on; a
/// connection that writes needs `PRAGMA cache_spill = OFF`. Further calls do nothing.
///
/// Returns SQLITE_OK, or SQLite's code of what failed.
int sqlite_tuning_install(void);

#endif
