import type { ItemKind } from '../../shared/sync/item';
import type { RemotePlace } from '../../shared/sync/verdict';
import type { Connection } from '../store/connection';

/** Where things stand on the server. */
export type Places = {
  placeOf(kind: ItemKind, key: string): RemotePlace | null;
  /** Of what is there; `hash` of the content that we put there, null: somebody else did. */
  keepPlace(kind: ItemKind, key: string, place: RemotePlace, hash: string | null): void;
  /** Which of our things stands in a place; null: none that we know. */
  keyAt(kind: ItemKind, type: string, serverId: string): string | null;
  /** It is not there any more. */
  dropPlace(kind: ItemKind, key: string): void;
};

type Row = { readonly type: string; readonly server_id: string; readonly version_id: string | null };

/** The table of places. What waited for a place goes on when it is kept, and waits again when it is dropped. */
export function places(db: Connection): Places {
  const one = db.prepare<{ kind: string; key: string }, Row>(
    'SELECT type, server_id, version_id FROM remote_ref WHERE kind = @kind AND key = @key',
  );
  const at = db.prepare<{ kind: string; type: string; id: string }, { key: string }>(
    'SELECT key FROM remote_ref WHERE kind = @kind AND type = @type AND server_id = @id',
  );
  const keep = db.prepare(`INSERT INTO remote_ref (kind, key, type, server_id, version_id, hash)
    VALUES (@kind, @key, @type, @id, @version, @hash)
    ON CONFLICT (kind, key) DO UPDATE
      SET type = @type, server_id = @id, version_id = @version, hash = coalesce(@hash, hash)`);
  const drop = db.prepare('DELETE FROM remote_ref WHERE kind = @kind AND key = @key');
  const less = db.prepare(`UPDATE item SET unmet = unmet - 1 WHERE item_no IN
    (SELECT item_no FROM item_needs WHERE kind = @kind AND key = @key AND met = 0)`);
  const more = db.prepare(`UPDATE item SET unmet = unmet + 1 WHERE item_no IN
    (SELECT item_no FROM item_needs WHERE kind = @kind AND key = @key AND met = 1)`);
  const mark = db.prepare('UPDATE item_needs SET met = @met WHERE kind = @kind AND key = @key');
  const keepPlace = db.transaction(
    (kind: ItemKind, key: string, place: RemotePlace, hash: string | null): void => {
      keep.run({ kind, key, ...place, hash });
      less.run({ kind, key });
      mark.run({ kind, key, met: 1 });
    },
  );
  const dropPlace = db.transaction((kind: ItemKind, key: string): void => {
    drop.run({ kind, key });
    more.run({ kind, key });
    mark.run({ kind, key, met: 0 });
  });
  return {
    placeOf(kind, key) {
      const row = one.get({ kind, key });
      return row === undefined ? null : { type: row.type, id: row.server_id, version: row.version_id };
    },
    keepPlace: (kind, key, place, hash) => keepPlace.immediate(kind, key, place, hash),
    keyAt: (kind, type, id) => at.get({ kind, type, id })?.key ?? null,
    dropPlace: (kind, key) => dropPlace.immediate(kind, key),
  };
}
