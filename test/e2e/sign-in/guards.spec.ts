import { expect } from '@playwright/test';
import { calls } from '../../../preload/contract/bridge.ts';
import { test } from '../steps/steps.ts';

test('the panel goes nowhere else, opens nothing, runs nothing that is not its own, and reaches only its calls', async ({
  shared: { run, server },
}) => {
  const { panel } = run;
  const home = panel.url();
  const windows = (): Promise<readonly unknown[]> => run.control('windows');
  const before = (await windows()).length;
  const elsewhere = `${server.origin}/from-the-panel`;
  const seen = await panel.evaluate(async address => {
    location.assign(address);
    const script = Object.assign(document.createElement('script'), { textContent: 'window.ranInline = true' });
    const frame = Object.assign(document.createElement('iframe'), { src: address });
    document.body.append(script, frame);
    const fetched = await fetch(address).then(
      () => 'fetched',
      () => 'refused',
    );
    window.open(address);
    const seen = {
      fetched,
      ranInline: 'ranInline' in window,
      node: ['require', 'process', 'module', 'electron', 'Buffer', 'ipcRenderer'].filter(name => name in window),
      bridge: Object.keys(window.dockpass).sort(),
      frozen: Object.isFrozen(window.dockpass),
    };
    script.remove();
    frame.remove();
    return seen;
  }, elsewhere);
  expect(seen).toEqual({
    fetched: 'refused',
    ranInline: false,
    node: [],
    bridge: [...Object.keys(calls), 'on'].sort(),
    frozen: true,
  });
  await expect.poll(() => run.logs()).toMatch(/"guard-refused","rule":14/);
  await expect.poll(() => run.logs()).toMatch(/"guard-refused","rule":13/);
  expect(panel.url()).toBe(home);
  expect(await windows()).toHaveLength(before);
  expect(server.requestsTo('/from-the-panel')).toBe(0);
});
