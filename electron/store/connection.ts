import path from 'node:path';
import Database from 'better-sqlite3';

export type Connection = Database.Database;

// Read when the addon is loaded, at the first connection: only by a URI can a file be opened as one that nobody writes.
process.env.SQLITE_USE_URI = '1';

/** Runtimes with Node-API 10 take the ready addon of the package; older ones need the one built at setup. */
function addon(): Database.Options {
  if (Number(process.versions.napi) >= 10) return {};
  const packaged = process.resourcesPath
    ? path.join(process.resourcesPath, 'better_sqlite3.node')
    : undefined;
  const nativeBinding = process.env.APP_SQLITE_BINDING ?? packaged;
  return nativeBinding === undefined ? {} : { nativeBinding };
}

/** A plain connection without a key, for the writer's lock. Fails at once where another process is in the way. */
export function connectPlain(file: string): Connection {
  return new Database(file, { ...addon(), timeout: 0 });
}

export type Access =
  | 'read-write'
  /** Reads beside a writer; may leave SQLite's own two side files, never touches the record. */
  | 'read'
  /** Reads a file that nobody writes, leaving nothing at all behind. Only while the writer's lock is held. */
  | 'read-still';

/** A connection to an encrypted file. `key` is SQLCipher's raw key with salt: no slow derivation, 96 hex digits. */
export function connect(file: string, key: string, access: Access): Connection {
  const readonly = access !== 'read-write';
  const still = `file:${encodeURI(path.resolve(file)).replaceAll('?', '%3f').replaceAll('#', '%23')}?immutable=1`;
  const db = new Database(access === 'read-still' ? still : file, {
    ...addon(),
    readonly,
    timeout: 0,
    fileMustExist: readonly,
  });
  try {
    db.pragma("cipher='sqlcipher'");
    db.pragma(`key="x'${key}'"`);
    db.pragma('foreign_keys=ON');
    db.pragma('trusted_schema=OFF');
    return db;
  } catch (error) {
    db.close();
    throw error;
  }
}

/** SQLite's result code of an error (`SQLITE_FULL`, `SQLITE_IOERR_WRITE`), or null for any other error. */
export function sqliteCode(error: unknown): string | null {
  return error instanceof Database.SqliteError ? error.code : null;
}
