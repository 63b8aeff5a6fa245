// A SQLite VFS (https://www.sqlite.org/vfs.html) that hands everything on to the default one, and fails on demand.
#include "CFaultyDisk.h"

#include <pthread.h>
#include <sqlite3.h>
#include <stdlib.h>
#include <string.h>

struct fault {
    char *path;
    enum faulty_disk_operation operation;
    int spared;
    int code;
    int hits;
    struct fault *next;
};

/// One open file: SQLite's part first, the real file of the default VFS right behind.
struct file {
    sqlite3_file base;
    const char *path;
};

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static struct fault *faults;
static sqlite3_vfs *real_vfs;
static sqlite3_vfs faulty_vfs;

static sqlite3_file *real(sqlite3_file *file) {
    return (sqlite3_file *)((struct file *)file + 1);
}

/// The code that an operation on a file fails with now, or SQLITE_OK.
static int failure(sqlite3_file *file, enum faulty_disk_operation operation) {
    const char *path = ((struct file *)file)->path;
    int code = SQLITE_OK;
    pthread_mutex_lock(&lock);
    for (struct fault *fault = faults; path && fault; fault = fault->next) {
        if (fault->operation != operation || strcmp(fault->path, path) != 0) continue;
        if (fault->spared > 0) {
            fault->spared--;
        } else {
            fault->hits++;
            code = fault->code;
        }
    }
    pthread_mutex_unlock(&lock);
    return code;
}

static int file_close(sqlite3_file *file) {
    return real(file)->pMethods->xClose(real(file));
}
static int file_read(sqlite3_file *file, void *bytes, int count, sqlite3_int64 offset) {
    int code = failure(file, FAULTY_DISK_READ);
    return code ? code : real(file)->pMethods->xRead(real(file), bytes, count, offset);
}
static int file_write(sqlite3_file *file, const void *bytes, int count, sqlite3_int64 offset) {
    int code = failure(file, FAULTY_DISK_WRITE);
    if (!code) return real(file)->pMethods->xWrite(real(file), bytes, count, offset);
    // As a disk may: half of it arrives.
    real(file)->pMethods->xWrite(real(file), bytes, count / 2, offset);
    return code;
}
static int file_truncate(sqlite3_file *file, sqlite3_int64 size) {
    return real(file)->pMethods->xTruncate(real(file), size);
}
static int file_sync(sqlite3_file *file, int flags) {
    int code = failure(file, FAULTY_DISK_SYNC);
    return code ? code : real(file)->pMethods->xSync(real(file), flags);
}
static int file_size(sqlite3_file *file, sqlite3_int64 *size) {
    return real(file)->pMethods->xFileSize(real(file), size);
}
static int file_lock(sqlite3_file *file, int level) {
    return real(file)->pMethods->xLock(real(file), level);
}
static int file_unlock(sqlite3_file *file, int level) {
    return real(file)->pMethods->xUnlock(real(file), level);
}
static int file_check_reserved(sqlite3_file *file, int *is_reserved) {
    return real(file)->pMethods->xCheckReservedLock(real(file), is_reserved);
}
static int file_control(sqlite3_file *file, int operation, void *argument) {
    return real(file)->pMethods->xFileControl(real(file), operation, argument);
}
static int file_sector_size(sqlite3_file *file) {
    return real(file)->pMethods->xSectorSize(real(file));
}
static int file_characteristics(sqlite3_file *file) {
    return real(file)->pMethods->xDeviceCharacteristics(real(file));
}
static int file_shm_map(sqlite3_file *file, int page, int size, int extend, void volatile **address) {
    return real(file)->pMethods->xShmMap(real(file), page, size, extend, address);
}
static int file_shm_lock(sqlite3_file *file, int offset, int count, int flags) {
    return real(file)->pMethods->xShmLock(real(file), offset, count, flags);
}
static void file_shm_barrier(sqlite3_file *file) {
    real(file)->pMethods->xShmBarrier(real(file));
}
static int file_shm_unmap(sqlite3_file *file, int delete) {
    return real(file)->pMethods->xShmUnmap(real(file), delete);
}

/// Version 2: shared memory for write-ahead logs, no mapped database files, whose reads could not fail.
static const sqlite3_io_methods methods = {
    .iVersion = 2,
    .xClose = file_close,
    .xRead = file_read,
    .xWrite = file_write,
    .xTruncate = file_truncate,
    .xSync = file_sync,
    .xFileSize = file_size,
    .xLock = file_lock,
    .xUnlock = file_unlock,
    .xCheckReservedLock = file_check_reserved,
    .xFileControl = file_control,
    .xSectorSize = file_sector_size,
    .xDeviceCharacteristics = file_characteristics,
    .xShmMap = file_shm_map,
    .xShmLock = file_shm_lock,
    .xShmBarrier = file_shm_barrier,
    .xShmUnmap = file_shm_unmap,
};

static int vfs_open(sqlite3_vfs *vfs, const char *path, sqlite3_file *file, int flags, int *flags_out) {
    (void)vfs;
    // SQLite keeps the name for as long as the file is open.
    ((struct file *)file)->path = path;
    int code = real_vfs->xOpen(real_vfs, path, real(file), flags, flags_out);
    file->pMethods = real(file)->pMethods ? &methods : NULL;
    return code;
}

static void install(void) {
    real_vfs = sqlite3_vfs_find(NULL);
    if (!real_vfs) return;
    faulty_vfs = *real_vfs;
    faulty_vfs.zName = "faulty";
    faulty_vfs.szOsFile = (int)sizeof(struct file) + real_vfs->szOsFile;
    faulty_vfs.xOpen = vfs_open;
    sqlite3_vfs_register(&faulty_vfs, 1);
}

/// At the start of the process, for it has to lie beneath whatever else is put over the default VFS. As what is tested
/// finds SQLite in use then, its memory is left uncounted here.
__attribute__((constructor)) static void install_first(void) {
    sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0);
    faulty_disk_install();
}

int faulty_disk_install(void) {
    static pthread_once_t once = PTHREAD_ONCE_INIT;
    int code = sqlite3_initialize();
    if (code != SQLITE_OK) return code;
    pthread_once(&once, install);
    return real_vfs ? SQLITE_OK : SQLITE_ERROR;
}

void faulty_disk_break(const char *path, enum faulty_disk_operation operation, int spared, int code) {
    struct fault *fault = malloc(sizeof *fault);
    if (!fault) abort();
    *fault = (struct fault){.path = strdup(path), .operation = operation, .spared = spared, .code = code};
    pthread_mutex_lock(&lock);
    fault->next = faults;
    faults = fault;
    pthread_mutex_unlock(&lock);
}

int faulty_disk_heal(const char *path) {
    int hits = 0;
    pthread_mutex_lock(&lock);
    for (struct fault **link = &faults; *link;) {
        struct fault *fault = *link;
        if (strcmp(fault->path, path) == 0) {
            hits += fault->hits;
            *link = fault->next;
            free(fault->path);
            free(fault);
        } else {
            link = &fault->next;
        }
    }
    pthread_mutex_unlock(&lock);
    return hits;
}
