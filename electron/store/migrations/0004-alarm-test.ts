import type { Migration } from './migration';

/** The last alarm test is asked for at every start, whatever the size of the log. */
export const alarmTest: Migration = {
  version: 4,
  name: 'alarm-test',
  sql: `CREATE INDEX session_event_alarm_test ON session_event (seq) WHERE type = 'alarm.tested';`,
};
