/* A VFS for SQLite that fails on purpose: it wraps that of the system, becomes the default, and
 * gives a code instead of doing the n-th of some kinds of calls. Nothing is synced to the disk, and
 * nobody sleeps, so that tests are quick. */
#ifndef KREAD_TESTS_UNIT_FAULT_VFS_H
#define KREAD_TESTS_UNIT_FAULT_VFS_H

#include <sqlite3.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

enum { /* kinds of calls */
	FAULT_READ = 1,
	FAULT_WRITE = 2, /* truncating and enlarging, too */
	FAULT_SYNC = 4,
	FAULT_LOCK = 8,  /* of the file and of the shared memory */
	FAULT_OPEN = 16, /* deleting, asking for the size or whether it is there, too */
	FAULT_MAP = 32
};

static struct {
	unsigned kinds;
	int code;
	int left;     /* calls that succeed until then */
	bool goes_on; /* all later ones fail, too */
	bool hit;
	int sealed;    /* no file can be written or made: the code; 0: they can */
	bool unshared; /* there is no shared memory, as on a network file system */
} fault;

struct fault_file {
	sqlite3_file base;
	sqlite3_file *real;
};

static inline void fault_arm(unsigned kinds, int code, int nth, bool goes_on)
{
	fault.kinds = kinds;
	fault.code = code;
	fault.left = nth - 1;
	fault.goes_on = goes_on;
	fault.hit = false;
}

/* Whether it came so far. */
static inline bool fault_lift(void)
{
	fault.kinds = 0;
	return fault.hit;
}

/* The code that a call of a kind is to give, or SQLITE_OK. */
static inline int fault_now(unsigned kind)
{
	if (!(fault.kinds & kind) || (fault.hit && !fault.goes_on))
		return SQLITE_OK;
	if (!fault.hit && fault.left-- > 0)
		return SQLITE_OK;
	fault.hit = true;
	return fault.code;
}

#define REAL(f)                   (((struct fault_file *)(f))->real)
#define REAL_CALL(f, method, ...) REAL(f)->pMethods->method(REAL(f), __VA_ARGS__)

static int fault_close(sqlite3_file *f)
{
	int rc = SQLITE_OK;

	if (REAL(f)->pMethods)
		rc = REAL(f)->pMethods->xClose(REAL(f));
	free(REAL(f));
	return rc;
}

static int fault_read(sqlite3_file *f, void *to, int n, sqlite3_int64 at)
{
	int rc = fault_now(FAULT_READ);

	return rc ? rc : REAL_CALL(f, xRead, to, n, at);
}

static int fault_write(sqlite3_file *f, const void *from, int n, sqlite3_int64 at)
{
	int rc = fault_now(FAULT_WRITE);

	if (rc && n > 1) /* a part of it comes to the disk */
		REAL_CALL(f, xWrite, from, n / 2, at);
	return rc ? rc : REAL_CALL(f, xWrite, from, n, at);
}

static int fault_truncate(sqlite3_file *f, sqlite3_int64 size)
{
	int rc = fault_now(FAULT_WRITE);

	return rc ? rc : REAL_CALL(f, xTruncate, size);
}

static int fault_sync(sqlite3_file *f, int flags)
{
	(void)f;
	(void)flags;
	return fault_now(FAULT_SYNC);
}

static int fault_size(sqlite3_file *f, sqlite3_int64 *ret)
{
	int rc = fault_now(FAULT_OPEN);

	return rc ? rc : REAL_CALL(f, xFileSize, ret);
}

static int fault_lock(sqlite3_file *f, int level)
{
	int rc = fault_now(FAULT_LOCK);

	return rc ? rc : REAL_CALL(f, xLock, level);
}

static int fault_unlock(sqlite3_file *f, int level)
{
	return REAL_CALL(f, xUnlock, level);
}

static int fault_is_reserved(sqlite3_file *f, int *ret)
{
	return REAL_CALL(f, xCheckReservedLock, ret);
}

static int fault_control(sqlite3_file *f, int op, void *arg)
{
	return REAL_CALL(f, xFileControl, op, arg);
}

static int fault_sector(sqlite3_file *f)
{
	return REAL(f)->pMethods->xSectorSize(REAL(f));
}

static int fault_traits(sqlite3_file *f)
{
	return REAL(f)->pMethods->xDeviceCharacteristics(REAL(f));
}

static int fault_map(sqlite3_file *f, int i, int size, int enlarge, void volatile **ret)
{
	int rc = fault.sealed ? fault.sealed : fault_now(FAULT_MAP);

	return rc ? rc : REAL_CALL(f, xShmMap, i, size, enlarge, ret);
}

static int fault_shm_lock(sqlite3_file *f, int at, int n, int flags)
{
	/* shared ones are not held against anybody but for moments, and SQLite insists on them */
	const bool held = (flags & SQLITE_SHM_LOCK) && (flags & SQLITE_SHM_EXCLUSIVE);
	int rc = held ? fault_now(FAULT_LOCK) : SQLITE_OK;

	return rc ? rc : REAL_CALL(f, xShmLock, at, n, flags);
}

static void fault_barrier(sqlite3_file *f)
{
	REAL(f)->pMethods->xShmBarrier(REAL(f));
}

static int fault_unmap(sqlite3_file *f, int delete)
{
	return REAL_CALL(f, xShmUnmap, delete);
}

static const sqlite3_io_methods fault_methods[2] = {
#define METHODS                                                                                    \
	.xClose = fault_close, .xRead = fault_read, .xWrite = fault_write,                         \
	.xTruncate = fault_truncate, .xSync = fault_sync, .xFileSize = fault_size,                 \
	.xLock = fault_lock, .xUnlock = fault_unlock, .xCheckReservedLock = fault_is_reserved,     \
	.xFileControl = fault_control, .xSectorSize = fault_sector,                                \
	.xDeviceCharacteristics = fault_traits
        {.iVersion = 2,
                METHODS,
                .xShmMap = fault_map,
                .xShmLock = fault_shm_lock,
                .xShmBarrier = fault_barrier,
                .xShmUnmap = fault_unmap},
        {.iVersion = 1, METHODS},
#undef METHODS
};

static sqlite3_vfs fault_vfs;

static sqlite3_vfs *fault_real(void)
{
	return fault_vfs.pAppData;
}

static int fault_open(sqlite3_vfs *v, const char *name, sqlite3_file *f, int flags, int *ret_flags)
{
	struct fault_file *file = (struct fault_file *)f;
	int rc = fault_now(FAULT_OPEN);

	(void)v;
	f->pMethods = NULL;
	if (rc)
		return rc;
	if (fault.sealed && !(flags & SQLITE_OPEN_MAIN_DB))
		return fault.sealed;
	if (fault.sealed)
		flags = (flags & ~(SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE)) |
		        SQLITE_OPEN_READONLY;
	file->real = calloc(1, (size_t)fault_real()->szOsFile);
	rc = fault_real()->xOpen(fault_real(), name, file->real, flags, ret_flags);
	f->pMethods = &fault_methods[fault.unshared];
	return rc;
}

static int fault_delete(sqlite3_vfs *v, const char *name, int sync)
{
	int rc = fault_now(FAULT_OPEN);

	(void)v;
	return rc ? rc : fault_real()->xDelete(fault_real(), name, sync);
}

static int fault_access(sqlite3_vfs *v, const char *name, int flags, int *ret)
{
	int rc = fault_now(FAULT_OPEN);

	(void)v;
	return rc ? rc : fault_real()->xAccess(fault_real(), name, flags, ret);
}

/* Nobody has to wait for a lock that never comes. */
static int fault_sleep(sqlite3_vfs *v, int us)
{
	(void)v;
	return us;
}

/* Make it the default, once. */
static inline void fault_register(void)
{
	sqlite3_vfs *real = sqlite3_vfs_find(NULL);

	if (fault_vfs.pAppData)
		return;
	fault_vfs = *real; /* most of its calls need nothing but themselves */
	fault_vfs.pNext = NULL;
	fault_vfs.pAppData = real;
	fault_vfs.zName = "fault";
	fault_vfs.szOsFile = sizeof(struct fault_file);
	fault_vfs.xOpen = fault_open;
	fault_vfs.xDelete = fault_delete;
	fault_vfs.xAccess = fault_access;
	fault_vfs.xSleep = fault_sleep;
	sqlite3_vfs_register(&fault_vfs, 1);
}

#endif
