// A SQLite VFS (https://www.sqlite.org/vfs.html) that gathers what is written to the end of a write-ahead log and hands
// it on in one piece.
//
// SQLite writes each frame of a commit in two pieces, its header of 24 bytes and its page
// (https://www.sqlite.org/fileformat.html#the_write_ahead_log): twenty system calls for a commit of ten pages. They are
// one call here. What is gathered is handed on before anybody may look for it: with the frame whose header marks a
// commit, for only then does SQLite let other connections know of the frames, and before anything else is done with the
// file, a sync above all. Every other file is the default VFS's own, without a step between.
//
// A connection must not write frames before its commit (`PRAGMA cache_spill = OFF`): a rollback does nothing to the
// file, and what is gathered then would be written later, over what others have committed meanwhile.
#include "CSQLiteTuning.h"

#include <pthread.h>
#include <sqlite3.h>
#include <stdlib.h>
#include <string.h>

enum {
    frame_header_size = 24,
    log_header_size = 32,
    // The most that SQLite's VFS of Unix writes at once: it takes the lower 17 bits of a length.
    gathered_max = 0x1ffff,
};

/// An open write-ahead log: SQLite's part first, the file of the default VFS right behind.
struct log_file {
    sqlite3_file base;
    unsigned char *gathered;
    int count;
    /// Where what is gathered belongs.
    sqlite3_int64 start;
    /// Behind all that was written since the log's header: what comes before it is written anew, and not gathered.
    sqlite3_int64 end;
    /// The header last written is of a frame that ends a commit, and its page is still to come.
    int ends_commit;
    /// Whether the file may be gathered for.
    int gathers;
};

static sqlite3_vfs *real_vfs;
static sqlite3_vfs log_vfs;
static int code_of_install = SQLITE_ERROR;

static struct log_file *log_of(sqlite3_file *file) {
    return (struct log_file *)file;
}
static sqlite3_file *real(sqlite3_file *file) {
    return (sqlite3_file *)(log_of(file) + 1);
}

/// Hands on what is gathered. What fails is given up: SQLite writes it again, or not at all.
static int flush(sqlite3_file *file) {
    struct log_file *log = log_of(file);
    int count = log->count;
    log->count = 0;
    return count ? real(file)->pMethods->xWrite(real(file), log->gathered, count, log->start) : SQLITE_OK;
}

/// Takes a piece to what is gathered; 0 where it does not belong to the log's end, or there is no memory for it.
static int gather(struct log_file *log, const void *bytes, int count, sqlite3_int64 offset) {
    if (!log->gathers || offset < log->end || offset < log_header_size || count > gathered_max) return 0;
    if (!log->gathered && !(log->gathered = malloc(gathered_max))) return 0;
    if (!log->count) log->start = offset;
    if (offset != log->start + log->count || log->count + count > gathered_max) return 0;
    memcpy(log->gathered + log->count, bytes, (size_t)count);
    log->count += count;
    return 1;
}

static int log_write(sqlite3_file *file, const void *bytes, int count, sqlite3_int64 offset) {
    struct log_file *log = log_of(file);
    int code = SQLITE_OK;
    if (offset == 0) log->end = 0;
    if (!gather(log, bytes, count, offset)) {
        code = flush(file);
        if (code == SQLITE_OK && !gather(log, bytes, count, offset)) {
            code = real(file)->pMethods->xWrite(real(file), bytes, count, offset);
        }
        if (code != SQLITE_OK) return code;
    }
    if (offset + count > log->end) log->end = offset + count;
    if (count == frame_header_size) {
        // Bytes 4 to 7 are the size of the database after a commit, 0 in a frame that does not end one.
        static const unsigned char none[4];
        log->ends_commit = memcmp((const unsigned char *)bytes + 4, none, sizeof none) != 0;
    } else if (log->ends_commit) {
        log->ends_commit = 0;
        code = flush(file);
    }
    return code;
}

static int log_close(sqlite3_file *file) {
    int flushed = flush(file);
    int closed = real(file)->pMethods->xClose(real(file));
    free(log_of(file)->gathered);
    log_of(file)->gathered = NULL;
    return flushed ? flushed : closed;
}
static int log_read(sqlite3_file *file, void *bytes, int count, sqlite3_int64 offset) {
    int code = flush(file);
    return code ? code : real(file)->pMethods->xRead(real(file), bytes, count, offset);
}
static int log_truncate(sqlite3_file *file, sqlite3_int64 size) {
    int code = flush(file);
    return code ? code : real(file)->pMethods->xTruncate(real(file), size);
}
static int log_sync(sqlite3_file *file, int flags) {
    int code = flush(file);
    return code ? code : real(file)->pMethods->xSync(real(file), flags);
}
static int log_size(sqlite3_file *file, sqlite3_int64 *size) {
    int code = flush(file);
    return code ? code : real(file)->pMethods->xFileSize(real(file), size);
}
static int log_lock(sqlite3_file *file, int level) {
    return real(file)->pMethods->xLock(real(file), level);
}
static int log_unlock(sqlite3_file *file, int level) {
    return real(file)->pMethods->xUnlock(real(file), level);
}
static int log_check_reserved(sqlite3_file *file, int *is_reserved) {
    return real(file)->pMethods->xCheckReservedLock(real(file), is_reserved);
}
static int log_control(sqlite3_file *file, int operation, void *argument) {
    return real(file)->pMethods->xFileControl(real(file), operation, argument);
}
static int log_sector_size(sqlite3_file *file) {
    return real(file)->pMethods->xSectorSize(real(file));
}
static int log_characteristics(sqlite3_file *file) {
    return real(file)->pMethods->xDeviceCharacteristics(real(file));
}

/// Version 1: a log's shared memory hangs on the database's file, and a log is not mapped.
static const sqlite3_io_methods methods = {
    .iVersion = 1,
    .xClose = log_close,
    .xRead = log_read,
    .xWrite = log_write,
    .xTruncate = log_truncate,
    .xSync = log_sync,
    .xFileSize = log_size,
    .xLock = log_lock,
    .xUnlock = log_unlock,
    .xCheckReservedLock = log_check_reserved,
    .xFileControl = log_control,
    .xSectorSize = log_sector_size,
    .xDeviceCharacteristics = log_characteristics,
};

static int vfs_open(sqlite3_vfs *vfs, const char *path, sqlite3_file *file, int flags, int *flags_out) {
    (void)vfs;
    if (!(flags & SQLITE_OPEN_WAL)) return real_vfs->xOpen(real_vfs, path, file, flags, flags_out);
    memset(file, 0, sizeof(struct log_file));
    int code = real_vfs->xOpen(real_vfs, path, real(file), flags, flags_out);
    file->pMethods = real(file)->pMethods ? &methods : NULL;
    // Elsewhere a commit is filled up to the end of a sector, behind its frame and its sync.
    if (code == SQLITE_OK) {
        int traits = real(file)->pMethods->xDeviceCharacteristics(real(file));
        log_of(file)->gathers = (traits & SQLITE_IOCAP_POWERSAFE_OVERWRITE) != 0;
    }
    return code;
}

static void install(void) {
    // Refused where SQLite is in use already: then it counts its memory.
    sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0);
    if (sqlite3_initialize() != SQLITE_OK) return;
    real_vfs = sqlite3_vfs_find(NULL);
    if (!real_vfs) return;
    log_vfs = *real_vfs;
    log_vfs.zName = "log-writing";
    log_vfs.szOsFile = (int)sizeof(struct log_file) + real_vfs->szOsFile;
    log_vfs.xOpen = vfs_open;
    code_of_install = sqlite3_vfs_register(&log_vfs, 1);
}

int sqlite_tuning_install(void) {
    static pthread_once_t once = PTHREAD_ONCE_INIT;
    pthread_once(&once, install);
    return code_of_install;
}
