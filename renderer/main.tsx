import { createRoot } from 'react-dom/client';
import { createPanelActions } from './actions.ts';
import { readBridge } from './bridge.ts';
import { PanelContext } from './panel-context.ts';
import { createPanelStore } from './state.ts';
import { Panel } from './views/panel.tsx';

const bridge = readBridge();
const store = createPanelStore(bridge);
const actions = createPanelActions(bridge, store, () => Date.now());
const root = document.getElementById('root');
if (root === null) throw new Error('index.html has no #root');
// Asked first: main answers while the empty panel is drawn.
void store.start();
createRoot(root).render(
  <PanelContext value={{ store, actions, bridge }}>
    <Panel />
  </PanelContext>,
);
