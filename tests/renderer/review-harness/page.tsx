import { createRoot } from 'react-dom/client';
import { ReviewScreen } from '../../../renderer/review/review-screen';
import { fakeBridge } from './fake-bridge';

const open = new URLSearchParams(window.location.search).get('open');
Object.defineProperty(window, 'bridge', { value: fakeBridge() });
const root = document.getElementById('root');
if (!root) throw new Error('index.html has no #root');
const leave = () => {
  document.title = 'left';
};
createRoot(root).render(
  <ReviewScreen onLeave={leave} onCourse={leave} {...(open === null ? {} : { openSessionId: open })} />,
);
