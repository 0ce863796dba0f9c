import type { AlarmPriority } from '../../shared/alarms/alarm';
import { alarmMark } from '../../shared/alarms/condition';
import type { AlarmSpan } from '../../shared/timeline/alarm-spans';
import { formatDuration } from '../../shared/units/format';
import type { Picked } from './open-session';
import type { Stretch } from './view-window';

const rows: readonly AlarmPriority[] = ['high', 'medium', 'low'];

/** An alarm in a line: what, how long, and who saw it. */
export function alarmSpanWords(span: AlarmSpan): string {
  const { alarm, priority, words, from, to, open, acknowledged } = span;
  const length = formatDuration((to - from) * 1000);
  const seen = acknowledged[0] ? `, seen by ${acknowledged[0].by ?? 'someone not signed in'}` : ', not seen';
  return `${alarmMark(alarm.kind, priority)} ${words}, ${open ? 'still there after ' : ''}${length}${seen}`;
}

/** Alarms as bars, one row a rank: filled while the condition stood, outlined while it waited to be seen. */
export function AlarmStrip(props: {
  alarms: readonly AlarmSpan[];
  view: Stretch;
  onPick(picked: Picked): void;
}) {
  const { alarms, view, onPick } = props;
  const length = view.to - view.from;
  const left = (t: number) => `${((t - view.from) / length) * 100}%`;
  return (
    <>
      {rows.map((priority, row) => (
        <span key={priority} className={`strip-name row-${row}`}>
          {priority}
        </span>
      ))}
      {alarms.flatMap((span) =>
        span.stretches
          .filter(({ from, to }) => to >= view.from && from <= view.to)
          .map((stretch) => {
            const from = Math.max(view.from, stretch.from);
            const to = Math.min(view.to, stretch.to);
            return (
              <button
                key={`${span.seq}-${stretch.from}-${stretch.kind}`}
                type="button"
                tabIndex={-1}
                className={`alarm-bar-span ${stretch.priority} ${stretch.kind}`}
                style={{ left: left(from), width: `${((to - from) / length) * 100}%` }}
                title={alarmSpanWords(span)}
                aria-label={alarmSpanWords(span)}
                onClick={() => onPick({ t: span.from, seq: span.seq })}
              />
            );
          }),
      )}
      {alarms.flatMap((span) =>
        span.acknowledged
          .filter(({ t }) => t >= view.from && t <= view.to)
          .map(({ t }) => (
            <i key={`${span.seq}-${t}`} className={`seen ${span.priority}`} style={{ left: left(t) }} />
          )),
      )}
    </>
  );
}
