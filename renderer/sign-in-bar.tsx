import { createRoot } from 'react-dom/client';
import { SignInBar } from './sign-in-bar/sign-in-bar.tsx';
import { readBridge } from './state/bridge.ts';
import { drawInLanguage } from './text/page-language.ts';

const root = document.getElementById('root');
if (root === null) throw new Error('sign-in-bar.html has no #root');
const drawn = createRoot(root);
const bridge = readBridge();
void drawInLanguage(bridge, () => drawn.render(<SignInBar bridge={bridge} />), 'windows');
