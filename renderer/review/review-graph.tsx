import { type KeyboardEvent, useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { emptyLane } from '../../shared/timeline/assemble';
import { happenings } from '../../shared/timeline/happenings';
import { ALARMS, type ReviewModel, SCORES } from '../../shared/timeline/model';
import type { Timed } from '../../shared/timeline/timed-events';
import { LaneChart } from '../charts/lane-chart';
import { clockTime } from '../live/words';
import { AlarmStrip } from './alarm-strip';
import { CursorReadOut } from './cursor-read-out';
import { graphKey } from './graph-keys';
import { type DragMode, GraphPointer } from './graph-pointer';
import { GraphTools } from './graph-tools';
import { HappeningStrip } from './happening-strip';
import type { Picked } from './open-session';
import { ScoreStrip } from './score-strip';
import { grown, kept, type Reach, type Stretch, showing, wholeOf } from './view-window';

/** A mark of the reviewer on the graph: hung up like a flag, touched like one. */
export type ReviewMark = {
  readonly key: string;
  readonly t: number;
  readonly text: string;
  /** The entry that it is, where it is one. */
  readonly seq: number | null;
};

const noMarks: readonly ReviewMark[] = [];
/** The lane of symptoms, drugs and notes; laid over, like scores and alarms. */
const HAPPENINGS = 'happenings';

/** Every lane of a session on one time axis, with a cursor, zoom and pan. */
export function ReviewGraph(props: {
  model: ReviewModel;
  picked: Picked | null;
  onPick(picked: Picked | null): void;
  /** The entries that the filter lets through: flags, marks and alarms of other kinds are left out, numbers stay. */
  entries: readonly Timed[];
  filtered: boolean;
  marks?: readonly ReviewMark[];
  /** Given: the reviewer can write something at the cursor. */
  onAnnotate?: (t: number) => void;
}) {
  const { model, picked, onPick, entries, filtered, marks = noMarks, onAnnotate } = props;
  const { from, to, open, log } = model;
  const whole = useMemo(() => wholeOf({ from, to, open }), [from, to, open]);
  const [stretch, setStretch] = useState<Stretch>(whole);
  const reach = useRef<Reach>({ newest: to, whole });
  useEffect(() => {
    const before = reach.current;
    reach.current = { newest: to, whole };
    if (to !== before.newest) setStretch((view) => grown(view, before, reach.current));
  }, [to, whole]);
  const [mode, setMode] = useState<DragMode>('zoom');
  const now = open ? to : null;
  const view = useMemo(() => ({ ...stretch, now }), [stretch, now]);
  const passes = useMemo(() => {
    if (!filtered) return () => true;
    const seqs = new Set(entries.map(({ event }) => event.seq));
    return ({ seq }: { readonly seq: number | null }) => seq === null || seqs.has(seq);
  }, [entries, filtered]);
  const flags = useMemo(
    () => [...model.flags, ...marks.map((mark) => ({ ...mark, tone: 'plain' as const }))].filter(passes),
    [model.flags, marks, passes],
  );
  const happened = useMemo(() => happenings(log).filter(passes), [log, passes]);
  const alarms = useMemo(() => model.alarms.filter(passes), [model.alarms, passes]);
  const lanes = useMemo(() => {
    const strip = emptyLane(HAPPENINGS, 0.9);
    return model.lanes.flatMap((lane) => (lane.key === ALARMS ? [strip, lane] : [lane]));
  }, [model.lanes]);
  const show = useCallback((next: Stretch) => setStretch(kept(next, whole)), [whole]);
  const cursor = picked?.t ?? null;
  // A cursor that was set elsewhere (an entry of the table, a key) is brought into view.
  useEffect(() => {
    if (cursor !== null) setStretch((before) => showing(before, whole, cursor));
  }, [cursor, whole]);
  const point = (t: number) => onPick({ t, seq: null });
  const keyed = (event: KeyboardEvent) => {
    if (event.key === 'a' && cursor !== null && onAnnotate) {
      event.preventDefault();
      onAnnotate(cursor);
      return;
    }
    const act = graphKey(event, { model, entries, picked, view: stretch, whole });
    if (act === null) return;
    event.preventDefault();
    if (act.view) setStretch(act.view);
    if (act.picked !== undefined) onPick(act.picked);
  };
  const pickFlag = (key: string, t: number) => {
    const flag = flags.find((one) => one.key === key);
    onPick({ t, seq: flag?.seq ?? null });
  };
  return (
    <section className="panel lanes-panel" data-testid="review-graph">
      <CursorReadOut model={model} cursor={cursor} />
      <div className="graph-scroll">
        {/* biome-ignore lint/a11y/useSemanticElements: a graph that is walked by keys has no element of its own */}
        <div
          className="graph-frame"
          role="group"
          aria-label="Graph of the session. Arrow keys move the cursor by observation, with Shift by minute; N and P go to the next and the previous entry."
          // biome-ignore lint/a11y/noNoninteractiveTabindex: the cursor is moved by keys
          tabIndex={0}
          data-from={stretch.from}
          data-to={stretch.to}
          onKeyDown={keyed}
        >
          <LaneChart
            lanes={lanes}
            view={view}
            flags={flags}
            nowText={open ? clockTime(to * 1000) : ''}
            cursor={cursor}
            readOut={false}
            onFlag={(flag) => pickFlag(flag.key, flag.t)}
            over={{
              [SCORES]: <ScoreStrip scores={model.scores} view={stretch} onPick={onPick} />,
              [HAPPENINGS]: <HappeningStrip happenings={happened} view={stretch} onPick={onPick} />,
              [ALARMS]: <AlarmStrip alarms={alarms} view={stretch} onPick={onPick} />,
            }}
          >
            <GraphPointer view={stretch} whole={whole} mode={mode} onView={show} onPoint={point} />
          </LaneChart>
        </div>
      </div>
      <GraphTools
        view={stretch}
        whole={whole}
        mode={mode}
        cursor={cursor}
        onMode={setMode}
        onView={show}
        {...(onAnnotate ? { onAnnotate } : {})}
      />
    </section>
  );
}
