// What makes SQLite faster without changing what it does.
#ifndef CSQLITETUNING_H
#define CSQLITETUNING_H

/// The name of the VFS that writes the frames of a commit at once, for `vfs=` in the URI of a database.
#define SQLITE_TUNING_VFS "log-writing"

/// Makes that VFS known to SQLite, over the one that is the default now, and has SQLite count no memory, for which it
/// takes a lock at each allocation. To be called before SQLite is used; further calls do nothing.
///
/// Returns SQLITE_OK, or SQLite's code of what failed.
int sqlite_tuning_install(void);

#endif
