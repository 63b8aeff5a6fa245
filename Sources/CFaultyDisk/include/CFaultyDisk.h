#ifndef C_FAULTY_DISK_H
#define C_FAULTY_DISK_H

/// What of a file fails.
enum faulty_disk_operation {
    FAULTY_DISK_READ,
    FAULTY_DISK_WRITE,
    FAULTY_DISK_SYNC,
};

/// A file system that can fail lies before SQLite's own from the start of a process; databases are untouched unless a
/// fault is set for them. Returns a result code of SQLite: whether it could be put there.
int faulty_disk_install(void);

/// Makes operations on the file of this absolute path fail with an extended result code of SQLite: all behind the
/// next `spared` ones, until it is healed. One fault a file.
void faulty_disk_break(const char *path, enum faulty_disk_operation operation, int spared, int code);

/// Takes the fault of a file away. Returns how many operations failed by it.
int faulty_disk_heal(const char *path);

#endif
