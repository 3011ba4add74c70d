import { createRoot } from 'react-dom/client';
import { readBridge } from './bridge.ts';
import { Strip } from './views/strip.tsx';

const root = document.getElementById('root');
if (root === null) throw new Error('strip.html has no #root');
createRoot(root).render(<Strip bridge={readBridge()} />);
