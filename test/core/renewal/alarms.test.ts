import { describe, expect, it } from 'vitest';
import { createPanelRest, panelRestMs } from '../../../main/core/desktop/panel-rest.ts';
import { fakeClock } from '../../support/fakes/fakes.ts';
import { hiddenPanel } from '../../support/hidden-panel.ts';

const minute = 60_000;
const day = 24 * 60 * minute;

/** A third of 300 days is left when a token is due: one every 18 s after half an hour, the others in days. */
const dueInTurn = (n: number): number => 100 * day + (n < 200 ? (n + 100) * 18_000 : n * 0.1 * day);

describe('with the panel hidden and a thousand accounts', () => {
  it('at most two alarms ring in any minute, and the panel is taken down after five', async () => {
    const { passMinutes, ended } = await hiddenPanel(1000, n => 130 * day + n * 0.2 * day);
    expect(await passMinutes(4)).toBeLessThanOrEqual(2);
    expect(ended()).toBe(0);
    expect(await passMinutes(120)).toBeLessThanOrEqual(2);
    expect(ended()).toBe(1);
  });

  it('at most two ring in any minute even while two hundred of them fall due within an hour', async () => {
    const { passMinutes, renewals, rings } = await hiddenPanel(1000, dueInTurn, 300 * day);
    await passMinutes(5);
    // The panel was taken down in the fifth minute, once.
    rings.clear();
    expect(await passMinutes(90)).toBeLessThanOrEqual(2);
    expect(renewals()).toBe(200);
  });

  it('the tray is drawn now and then while a thousand are renewed, and when they are', async () => {
    const { passMinutes, renewals, drawn } = await hiddenPanel(1000, () => 99 * day, 300 * day);
    await passMinutes(1);
    expect(renewals()).toBe(1000);
    expect(drawn.length).toBeLessThan(20);
    expect(drawn.at(-1)).toMatchObject({ toolTip: 'Dockpass: 1000 accounts' });
    expect(JSON.stringify(drawn.at(-1))).not.toContain('98 days left');
  });

  it('the tray is drawn once a minute at most, though each account counts minutes', async () => {
    const { passMinutes, drawn } = await hiddenPanel(1000, n => 5 * 60 * minute + n * 1000);
    const before = drawn.length;
    expect(await passMinutes(60)).toBeLessThanOrEqual(2);
    expect(drawn.length - before).toBe(60);
  });
});

it('a panel that is shown again in time stays', () => {
  const clock = fakeClock();
  let ended = 0;
  const rest = createPanelRest({ clock, restMs: panelRestMs, end: () => (ended += 1) });
  rest.hidden();
  clock.advanceTo(clock.now() + panelRestMs - 1);
  rest.shown();
  rest.hidden();
  clock.advanceTo(clock.now() + panelRestMs - 1);
  expect(ended).toBe(0);
  clock.advanceTo(clock.now() + 1);
  expect([ended, clock.alarms()]).toEqual([1, 0]);
});
