import { liveStore, useLive } from '../live/store';

/** The window was to be closed during an infusion and was not: why, until somebody touches it. */
export function CloseRefused() {
  const words = useLive((view) => view.closeRefused);
  if (words === null) return null;
  return (
    <button
      type="button"
      className="close-refused"
      data-testid="close-refused"
      onClick={() => liveStore.setState({ closeRefused: null })}
    >
      {words} <small>Touch when read.</small>
    </button>
  );
}
