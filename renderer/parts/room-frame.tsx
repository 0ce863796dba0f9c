import type { ReactNode } from 'react';
import { useRoute } from '../live/route';
import { useLive } from '../live/store';
import { AlarmBar } from './alarm-bar';
import { AlarmSheet } from './alarm-sheet';
import { ElsewhereCard } from './elsewhere-card';
import { Footer } from './footer';
import { LiveStrip } from './live-strip';
import { PauseButton } from './pause-button';
import { RiskCard } from './risk-card';

/** Every screen that is not the session's own: alarms above, the running session in a strip, PAUSE below. */
export function RoomFrame({ children, actions }: { children: ReactNode; actions: ReactNode }) {
  const session = useLive((view) => view.state?.session ?? null);
  const { sheet } = useRoute();
  const open = session !== null && session.phase !== 'closed' && session.phase !== 'preparing';
  return (
    <main className="screen room">
      <AlarmBar />
      <LiveStrip />
      <div className="room-work">
        <ElsewhereCard place="on-room" />
        <RiskCard place="on-room" />
        {children}
        {sheet === 'alarms' && <AlarmSheet />}
      </div>
      {(open || actions !== null) && (
        <div className={open ? 'room-foot' : 'room-foot plain'}>
          {open && <PauseButton room={session.room} />}
          <div className="room-actions">{actions}</div>
        </div>
      )}
      <Footer notice />
    </main>
  );
}
