import type { NumericCode } from '../../shared/readings/monitor';
import type { BedsideState } from '../../shared/session/state';
import type { Now } from '../live/store';
import { type VitalView, vitalView } from '../live/vital-view';
import { Trend, type TrendColumn } from './trend';

export type VitalTileProps = {
  readonly state: BedsideState;
  readonly now: Now;
  readonly code: NumericCode;
  readonly name: string;
  readonly unit: string;
  readonly tint: string;
  readonly limits: string;
  readonly trend?: { readonly column: TrendColumn; readonly min: number; readonly max: number };
};

/** Classes of a tile by the state of its number. */
export function tileClass(view: VitalView, size: string): string {
  const alarm = view.alarm === null || view.alarm === 'low' ? '' : ` alarm-${view.alarm}`;
  return `tile ${size} ${view.look}${alarm}`;
}

const marks = { high: '***', medium: '**', low: '*' } as const;

function Tag({ view }: { view: VitalView }) {
  if (view.alarm === null) return null;
  return <span className={`tag ${view.alarm === 'low' ? 'line' : view.alarm}`}>{marks[view.alarm]}</span>;
}

/** HR and SpO2: read from 3 m. */
export function VitalTile({ state, now, code, name, unit, tint, limits, trend }: VitalTileProps) {
  const view = vitalView(state, code, now.mono);
  return (
    <div className={tileClass(view, `wide main ${tint}`)} data-testid={`vital-${code}`} data-look={view.look}>
      <div className="meta">
        <div className="name">
          {name} <small>{unit}</small>
        </div>
        <div>
          <Tag view={view} />
          <div className="limits">{limits}</div>
          <div className="age">{view.caption}</div>
        </div>
      </div>
      <div className="number">{view.text}</div>
      {trend && (view.look === 'live' || view.look === 'stale') && <Trend {...trend} width={34} />}
    </div>
  );
}

/** RR, EtCO2, Temp: read at arm's length. */
export function SmallTile(props: VitalTileProps & { digits?: number }) {
  const { state, now, code, name, unit, tint, limits, trend, digits = 0 } = props;
  const view = vitalView(state, code, now.mono, digits);
  return (
    <div className={tileClass(view, `small ${tint}`)} data-testid={`vital-${code}`} data-look={view.look}>
      <div className="head">
        <span className="name">
          {name} <small>{unit}</small>
        </span>
        <span className="limits">{limits}</span>
      </div>
      <div className="mid">
        <span className="number">{view.text}</span>
        <span className="beside">
          {trend && view.look === 'live' && <Trend {...trend} width={36} />}
          <span className="age">{view.caption}</span>
        </span>
      </div>
    </div>
  );
}
