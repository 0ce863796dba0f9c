const WAITING = `item_no, kind, key, revision, lane, session_id, write, resource_type, identity, resource, attachment,
    size, tries`;

/** Statements on items. */
export const itemSql = {
  latest: 'SELECT max(revision) AS revision FROM item WHERE kind = @kind AND key = @key',
  doubted: `SELECT max(doubt OR state = 'sent') AS doubt FROM item
    WHERE kind = @kind AND key = @key AND state IN ('pending', 'sent')`,
  supersede: `UPDATE item SET state = 'superseded', resource = NULL, attachment = NULL, doubt = 0
    WHERE kind = @kind AND key = @key AND state IN ('pending', 'sent', 'parked', 'dismissed')
      AND (write = 'status' OR @write <> 'status')`,
  insert: `INSERT INTO item (kind, key, revision, lane, session_id, write, resource_type, identity, resource,
      attachment, size, origin, at_ms, state, doubt, unmet)
    VALUES (@kind, @key, @revision, @lane, @sessionId, @write, @type, @identity, @resource,
      @attachment, @size, @origin, @at, @state, @doubt, @unmet)`,
  need: 'INSERT INTO item_needs (item_no, kind, key, met) VALUES (@itemNo, @kind, @key, @met)',
  freed: 'DELETE FROM item_needs WHERE item_no = @itemNo',
  restart: `UPDATE item SET state = 'pending', doubt = 1 WHERE state = 'sent'`,
  note: `INSERT INTO noted (name, value) VALUES (@name, @value)
    ON CONFLICT (name) DO UPDATE SET value = excluded.value`,
  noted: 'SELECT value FROM noted WHERE name = @name',
  again: 'SELECT origin FROM again',
  addAgain: 'INSERT INTO again (origin) VALUES (@origin) ON CONFLICT DO NOTHING',
  doneAgain: 'DELETE FROM again WHERE origin = @origin',
  ready: `SELECT ${WAITING} FROM item INDEXED BY item_ready
    WHERE state = 'pending' AND unmet = 0 AND doubt = 0 AND lane = @lane ORDER BY item_no LIMIT @limit`,
  inDoubt: `SELECT ${WAITING} FROM item INDEXED BY item_doubt
    WHERE state = 'pending' AND doubt = 1 ORDER BY item_no`,
  cuts: 'SELECT cut FROM divided WHERE kind = @kind AND key = @key',
  addCut: 'INSERT INTO divided (kind, key, at, cut) VALUES (@kind, @key, @at, @cut) ON CONFLICT DO NOTHING',
  whole: `SELECT ${WAITING}, origin FROM item WHERE item_no = @itemNo AND state IN ('pending', 'sent')`,
  shorten: `UPDATE item SET state = 'pending', doubt = 0, tries = 0, reason = @reason, write = @write,
      resource = @resource, attachment = @attachment, size = @size, unmet = unmet + @unmet
    WHERE item_no = @itemNo`,
  sent: `UPDATE item SET state = 'sent' WHERE item_no = @itemNo AND state = 'pending'`,
  acked: `UPDATE item SET state = 'acked', resource = NULL, attachment = NULL, doubt = 0, reason = NULL, hash = @hash
    WHERE item_no = @itemNo AND state IN ('pending', 'sent')`,
  pending: `UPDATE item SET state = 'pending', doubt = @doubt, reason = @reason, tries = tries + @counts
    WHERE item_no = @itemNo AND state IN ('pending', 'sent')`,
  parked: `UPDATE item SET state = 'parked', doubt = 0, reason = @reason, since_ms = @at
    WHERE item_no = @itemNo AND state IN ('pending', 'sent')`,
  nameOf: 'SELECT kind, key FROM item WHERE item_no = @itemNo',
  origins: `SELECT origin, max(state IN ('pending', 'sent', 'parked', 'dismissed')) AS waiting FROM item
    WHERE kind = @kind AND key = @key GROUP BY origin`,
  forgetNeeds: `DELETE FROM item_needs WHERE item_no IN
    (SELECT item_no FROM item WHERE kind = @kind AND key = @key)`,
  forget: 'DELETE FROM item WHERE kind = @kind AND key = @key',
  unchecked: `SELECT item_no, kind, key, identity, resource_type FROM item INDEXED BY item_unchecked
    WHERE state = 'acked' AND checked = 0 ORDER BY item_no LIMIT @limit`,
  checked: 'UPDATE item SET checked = 1 WHERE item_no = @itemNo',
  forgetAll: [
    'DELETE FROM divided',
    'DELETE FROM item',
    'DELETE FROM item_needs',
    'DELETE FROM remote_ref',
    'DELETE FROM again',
    'DELETE FROM lane_stop',
    // Also how far the server was asked: what it said before is not in this record, or was said by another one.
    "DELETE FROM noted WHERE name = 'cursor' OR name LIKE 'mark %'",
  ],
  standing: `SELECT lane, count(*) AS waiting, min(at_ms) AS oldest FROM item INDEXED BY item_waiting
    WHERE state IN ('pending', 'sent', 'parked') GROUP BY lane`,
  parkedItems: `SELECT kind, key, revision, session_id, lane, since_ms, reason,
      (SELECT count(*) FROM item_needs WHERE item_needs.kind = item.kind AND item_needs.key = item.key AND met = 0)
        AS holds_up
    FROM item INDEXED BY item_parked WHERE state = 'parked' ORDER BY since_ms LIMIT @limit`,
  retry: `UPDATE item SET state = 'pending', tries = 0, reason = NULL, doubt = 0
    WHERE kind = @kind AND key = @key AND state = 'parked'`,
  dismiss: `UPDATE item SET state = 'dismissed', reason = @reason
    WHERE kind = @kind AND key = @key AND state = 'parked'`,
  // The other pieces of what was cut do not wait for one that is not to be sent.
  freePiece: `UPDATE item SET unmet = unmet - 1 WHERE kind = @kind AND key <> @key AND item_no IN
    (SELECT item_no FROM item_needs WHERE kind = @kind AND key = @key AND met = 0)`,
  freedPiece: `UPDATE item_needs SET met = 1 WHERE kind = @kind AND key = @key
    AND item_no IN (SELECT item_no FROM item WHERE kind = @kind AND key <> @key)`,
  lookedUpAgain: `UPDATE item SET state = 'pending', tries = 0
    WHERE state = 'parked' AND write = 'look-up'`,
  stop: `INSERT INTO lane_stop (lane, words, at_ms) VALUES (@lane, @words, @at)
    ON CONFLICT (lane) DO UPDATE SET words = @words, at_ms = @at`,
  stops: 'SELECT lane, words, at_ms FROM lane_stop',
  goOn: 'DELETE FROM lane_stop WHERE lane = @lane',
  tell: 'INSERT INTO history (at_ms, words) VALUES (@at, @words)',
  shortenHistory: 'DELETE FROM history WHERE line_no <= (SELECT max(line_no) FROM history) - @most',
  told: 'SELECT at_ms, words FROM history ORDER BY line_no DESC LIMIT @limit',
} as const;
