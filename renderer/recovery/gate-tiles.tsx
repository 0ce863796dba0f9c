import { type GateLine, type GateName, gateTitles } from '../../shared/recovery/gate';

const marks: Record<GateLine['standing'], string> = { met: '✓', overridden: '!', missing: '○' };
const saidWords: Record<GateLine['standing'], string> = {
  met: 'met',
  overridden: 'let go',
  missing: 'open',
};

/** Every gate with its standing, in mark, word and colour; touching one opens it. */
export function GateTiles(props: {
  readonly lines: readonly GateLine[];
  readonly chosen: GateName | null;
  readonly onChosen: (gate: GateName) => void;
}) {
  return (
    <div className="gate-tiles" data-testid="gates">
      {props.lines.map(({ gate, standing, words }) => (
        <button
          key={gate}
          type="button"
          className={`gate-tile ${standing}${gate === props.chosen ? ' chosen' : ''}`}
          data-testid={`gate-${gate}`}
          data-standing={standing}
          aria-pressed={gate === props.chosen}
          onClick={() => props.onChosen(gate)}
        >
          <span className="gate-mark" aria-hidden="true">
            {marks[standing]}
          </span>
          <span className="grow">
            <b>{gateTitles[gate]}</b>
            <small>
              <span className="gate-said">{saidWords[standing]}: </span>
              {words}
            </small>
          </span>
        </button>
      ))}
    </div>
  );
}
