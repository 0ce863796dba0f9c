import type { Bounds } from '../../shared/limits/profile';
import { type DisplayUnit, formatIn } from '../../shared/units/format';
import { limitEnds, limitShare } from './limit-scale';

export type LimitBarProps = {
  readonly bounds: Bounds;
  readonly unit: DisplayUnit;
  readonly present: number | null;
  readonly proposed: number | null;
};

/** Hard and soft limits on a logarithmic bar, the present rate and the one being typed. */
export function LimitBar({ bounds, unit, present, proposed }: LimitBarProps) {
  const { min, max } = limitEnds(bounds);
  const at = (value: number) => `${limitShare(value, min, max) * 100}%`;
  const inside = {
    left: at(bounds.softMin ?? min),
    right: `${100 - limitShare(bounds.softMax ?? max, min, max) * 100}%`,
  };
  const stops = [
    { value: bounds.hardMin, kind: 'hard', edge: 'first' },
    { value: bounds.softMin, kind: 'soft', edge: 'low' },
    { value: bounds.softMax, kind: 'soft', edge: '' },
    { value: bounds.hardMax, kind: 'hard', edge: 'last' },
  ];
  return (
    <div className="limit-bar" data-testid="limit-bar">
      <div className="track" />
      <div className="inside" style={inside} />
      {stops.map(({ value, kind, edge }, index) =>
        value === null ? null : (
          <div
            // biome-ignore lint/suspicious/noArrayIndexKey: four fixed places
            key={index}
            className={`stop ${kind} ${edge}`}
            style={edge === 'last' ? { right: 0 } : { left: at(value) }}
          >
            <span>
              {formatIn(value, unit)} {kind}
            </span>
          </div>
        ),
      )}
      {present !== null && present > 0 && (
        <div className="now" style={{ left: at(present) }}>
          <span>now {formatIn(present, unit)}</span>
        </div>
      )}
      {proposed !== null && proposed > 0 && (
        <div className="proposed" style={{ left: at(proposed) }}>
          <span>{formatIn(proposed, unit)}</span>
        </div>
      )}
    </div>
  );
}
