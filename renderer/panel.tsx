import { createRoot } from 'react-dom/client';
import { Panel } from './panel/panel.tsx';
import { readBridge } from './state/bridge.ts';
import { createPanelActions } from './state/panel-actions.ts';
import { PanelContext } from './state/panel-context.ts';
import { createPanelStore } from './state/panel-store.ts';
import { drawInLanguage } from './text/page-language.ts';

/** A page that nobody sees has no frames. */
const longestFrameMs = 100;
const drawing = (): Promise<void> =>
  new Promise(resolve => {
    requestAnimationFrame(() => resolve());
    setTimeout(resolve, longestFrameMs);
  });
/** Asked while a frame is made: the next task comes after it. */
const drawn = (): Promise<void> => new Promise(resolve => setTimeout(resolve));

const bridge = readBridge();
const store = createPanelStore(bridge, {
  now: () => Date.now(),
  isHidden: () => document.hidden,
  onVisibility: changed => document.addEventListener('visibilitychange', changed),
  drawing,
  drawn,
});
const actions = createPanelActions(bridge, store, () => Date.now());
const root = document.getElementById('root');
if (root === null) throw new Error('index.html has no #root');
// Asked first: main answers while the empty panel is drawn.
void store.start();
const tree = createRoot(root);
let isDrawn = false;
// A new value of the context each time: whoever reads it draws itself anew, which is every row.
void drawInLanguage(bridge, () => {
  // What main says in words, it says in the new language, too.
  if (isDrawn) void store.start();
  isDrawn = true;
  tree.render(
    <PanelContext value={{ store, actions, bridge }}>
      <Panel />
    </PanelContext>,
  );
});
