import { createRoot } from 'react-dom/client';
import { appVersion } from '../shared/version';

const root = document.getElementById('root');
if (!root) throw new Error('index.html has no #root');
createRoot(root).render(<h1>Infusion Console {appVersion}</h1>);
