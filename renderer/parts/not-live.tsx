import { useNow } from '../live/store';

/** Over the values when the program behind the screen is silent. PAUSE stays free; it has its own path. */
export function NotLive() {
  const now = useNow();
  if (now === null || now.live) return null;
  return (
    <div className="not-live" data-testid="not-live" role="alert">
      SCREEN NOT LIVE
      <small>Look at the pump and the monitor. PAUSE is still sent; in doubt press STOP on the pump.</small>
    </div>
  );
}
