import { createRoot } from 'react-dom/client';
import { SignInBar } from './sign-in-bar/sign-in-bar.tsx';
import { readBridge } from './state/bridge.ts';

const root = document.getElementById('root');
if (root === null) throw new Error('sign-in-bar.html has no #root');
createRoot(root).render(<SignInBar bridge={readBridge()} />);
