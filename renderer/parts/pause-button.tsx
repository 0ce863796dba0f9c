import { useLive, useNow } from '../live/store';
import { tellPause } from '../live/submit';
import { Icon } from './icon';
import { pauseWords } from './pause-words';

/** PAUSE: acts when touched, needs no sign-in, no reason and no answer. `room` names the room where it acts. */
export function PauseButton({ room }: { room?: string }) {
  const state = useLive((view) => view.state);
  const now = useNow();
  const words =
    state && now
      ? pauseWords(state, now.mono)
      : ({ look: 'with-words', title: 'PAUSE', below: 'the state is not known yet' } as const);
  return (
    <button
      type="button"
      className={`pause ${words.look}`}
      data-testid="pause"
      onPointerDown={(event) => event.button === 0 && tellPause()}
      onKeyDown={(event) => event.key === 'Enter' && !event.repeat && tellPause()}
    >
      <Icon name="bars" />
      <span>
        {words.title}
        {(words.below || room) && <small>{words.below || room}</small>}
      </span>
    </button>
  );
}
