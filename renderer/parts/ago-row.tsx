import { Levels } from './levels';

const steps = [0, 5, 10, 15, 30, 60];

/** When it was: now, or some minutes ago for a late entry, which is marked as one (SR-158). */
export function AgoRow(props: {
  readonly name: string;
  readonly agoMin: number;
  readonly onAgoMin: (min: number) => void;
}) {
  return (
    <Levels
      name={props.name}
      testid="ago"
      options={steps.map((value) => ({
        value,
        words: value === 0 ? 'now' : `${value} min`,
        below: value === 0 ? '' : 'ago',
      }))}
      value={props.agoMin}
      onValue={(value) => props.onAgoMin(value ?? 0)}
    />
  );
}
