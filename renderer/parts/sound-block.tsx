import { formatTimer } from '../../shared/units/format';
import { useLive, useNow } from '../live/store';
import { submit } from '../live/submit';
import { useSoundStanding } from '../sound/use-alarm-sound';
import { Icon } from './icon';

/** The clinic's length of a sound pause: `2 min`, `90 s`. */
const lengthOf = (seconds: number): string => (seconds % 60 === 0 ? `${seconds / 60} min` : `${seconds} s`);

/** The sound: on, a button while it sounds, a dashed frame with a countdown while paused, or that it fails. */
export function SoundBlock() {
  const alarms = useLive((view) => view.state?.alarms ?? null);
  const pause = useLive((view) => view.state?.soundPause ?? null);
  const seconds = useLive(
    ({ state, facts }) => (state?.session?.policy ?? facts?.policy)?.alarms.soundPauseSeconds ?? null,
  );
  const now = useNow();
  const standing = useSoundStanding();
  const paused = pause !== null && now !== null && now.mono < pause.untilMono;
  if (standing !== null && !standing.working) {
    return (
      <div className="sound-block failed" data-testid="sound-block" data-sound="failed">
        <Icon name="bell-off" />
        <span>
          No sound
          <br />
          watch the screen
        </span>
      </div>
    );
  }
  if (paused) {
    return (
      <button
        type="button"
        className="sound-block paused"
        data-testid="sound-block"
        data-sound="paused"
        onClick={() => void submit({ kind: 'resume-sound' })}
      >
        <Icon name="bell-off" />
        <span>
          Sound off
          <br />
          back in {formatTimer(pause.untilMono - now.mono)}
        </span>
      </button>
    );
  }
  if (alarms?.some((alarm) => alarm.present)) {
    return (
      <button
        type="button"
        className="sound-block sounding"
        data-testid="sound-block"
        data-sound="sounding"
        onClick={() => void submit({ kind: 'pause-sound' })}
      >
        <Icon name="bell" />
        <span>
          Pause sound
          <br />
          {seconds === null ? '' : `for ${lengthOf(seconds)}`}
        </span>
      </button>
    );
  }
  return (
    <div className="sound-block" data-testid="sound-block" data-sound="on">
      <Icon name="bell" />
      Sound on
    </div>
  );
}
