import { createRoot } from 'react-dom/client';
import { liveStore } from '../../../renderer/live/store';
import { ReviewScreen } from '../../../renderer/review/review-screen';
import type { WorkstationFacts } from '../../../shared/ipc/standing';
import { clinicPolicy } from '../../clinic';
import { fakeBridge } from './fake-bridge';

const open = new URLSearchParams(window.location.search).get('open');
Object.defineProperty(window, 'bridge', { value: fakeBridge() });
// Of the facts the review takes the clinic's rules alone.
liveStore.setState({ facts: { policy: clinicPolicy } as WorkstationFacts });
const root = document.getElementById('root');
if (!root) throw new Error('index.html has no #root');
const leave = () => {
  document.title = 'left';
};
createRoot(root).render(
  <ReviewScreen onLeave={leave} onCourse={leave} {...(open === null ? {} : { openSessionId: open })} />,
);
