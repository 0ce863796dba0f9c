import { createRoot } from 'react-dom/client';
import './theme/tokens.css';
import './theme/page.css';
import './theme/frame.css';
import './theme/alarm-bar.css';
import './theme/banner.css';
import './theme/pause.css';
import './theme/room.css';
import './theme/controls.css';
import './theme/lists.css';
import { App } from './app';
import { ReadingWindow } from './reading-window';

const root = document.getElementById('root');
if (!root) throw new Error('index.html has no #root');
const reads = new URLSearchParams(location.search).get('window') === 'reading';
createRoot(root).render(reads ? <ReadingWindow /> : <App />);
