import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { byHand, placesAfterMove } from '../../../main/core/accounts/hand-order.ts';
import { Secret } from '../../../main/core/base/secret.ts';
import { coreOn, readycloudForm } from '../../support/fakes/fakes.ts';

interface Placed {
  readonly id: string;
  readonly createdAt: number;
  readonly place?: number;
}
const inOrder = (all: readonly Placed[]): string[] => [...all].sort(byHand).map(({ id }) => id);
const moved = (all: readonly Placed[], ...move: [id: string, side: 'before' | 'after', other: string]): Placed[] => {
  const places = placesAfterMove(all, ...move);
  return all.map(one => ({ ...one, ...(places.has(one.id) && { place: places.get(one.id) ?? 0 }) }));
};

describe('an order made by hand', () => {
  it('is the order in which accounts were made, until one is moved; new ones come last', () => {
    const made = [1, 2, 3].map(createdAt => ({ id: `made-${createdAt}`, createdAt: createdAt * 1000 }));
    const after = moved(made, 'made-3', 'before', 'made-1');
    expect(inOrder(after)).toEqual(['made-3', 'made-1', 'made-2']);
    expect(inOrder([...after, { id: 'new', createdAt: 9000 }]).at(-1)).toBe('new');
  });

  it('changes one account for nearly every move', () => {
    const made = Array.from({ length: 1000 }, (_, n) => ({ id: `made-${n}`, createdAt: n * 1000 }));
    for (const other of ['made-0', 'made-1', 'made-500', 'made-999'])
      for (const side of ['before', 'after'] as const)
        expect([...placesAfterMove(made, 'made-700', side, other).keys()]).toEqual(['made-700']);
  });

  it('leaves everything where it is for an account that is gone', () => {
    const made = [{ id: 'one', createdAt: 0 }];
    expect(placesAfterMove(made, 'gone', 'before', 'one').size).toBe(0);
    expect(placesAfterMove(made, 'one', 'before', 'gone').size).toBe(0);
    expect(placesAfterMove(made, 'one', 'before', 'one').size).toBe(0);
  });

  it('is what a list would be after any moves, however many came between the same two, also of accounts made at once', () => {
    const index = fc.nat({ max: 99 });
    const move = fc.record({ from: index, to: index, side: fc.constantFrom('before' as const, 'after' as const) });
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom(1_767_603_600_000, 1_767_603_600_001, 1_767_690_000_000), {
          minLength: 2,
          maxLength: 30,
        }),
        fc.array(move, { maxLength: 120 }),
        (times, moves) => {
          let all: Placed[] = times.map((createdAt, n) => ({ id: `id-${n}`, createdAt }));
          let list = inOrder(all);
          for (const { from, to, side } of moves) {
            const [id = '', other = ''] = [list[from % list.length], list[to % list.length]];
            if (id === other) continue;
            all = moved(all, id, side, other);
            const others = list.filter(one => one !== id);
            list = others.toSpliced(others.indexOf(other) + (side === 'after' ? 1 : 0), 0, id);
            expect(inOrder(all)).toEqual(list);
          }
        },
      ),
      { numRuns: 60 },
    );
  });
});

describe('moving an account', () => {
  const threeBy = async (listOrder: 'hand' | 'name') => {
    const core = coreOn();
    core.settings.choose({ listOrder });
    const ids: string[] = [];
    for (const name of ['One', 'Two', 'Three']) {
      const { accountId } = await core.accounts.connect(readycloudForm({ appId: name }, name));
      ids.push(accountId);
      core.clock.set(core.clock.now() + 60_000);
    }
    const [one = '', two = '', three = ''] = ids;
    return { core, one, two, three };
  };
  const labels = (core: ReturnType<typeof coreOn>) => core.accounts.list().map(({ label }) => label);

  it('puts it beside the other one, and the next start finds it there; many at once all count', async () => {
    const { core, one, two, three } = await threeBy('hand');
    expect(labels(core)).toEqual(['One', 'Two', 'Three']);
    await Promise.all([
      core.accounts.move(three, 'before', two),
      core.accounts.move(three, 'before', one),
      core.accounts.move(two, 'before', three),
    ]);
    expect(labels(core)).toEqual(['Two', 'Three', 'One']);
    const again = coreOn({ ...core, settingsFile: core.settingsFile });
    await again.vault.load();
    expect(labels(again)).toEqual(['Two', 'Three', 'One']);
  });

  it('keeps pinned accounts first, and shows nothing in another order', async () => {
    const { core, one, two, three } = await threeBy('hand');
    await core.accounts.setPinned(one, true);
    await core.accounts.move(three, 'before', two);
    await core.accounts.move(three, 'before', one);
    expect(labels(core)).toEqual(['One', 'Three', 'Two']);
    core.settings.choose({ listOrder: 'name' });
    expect(labels(core)).toEqual(['One', 'Three', 'Two']);
    await core.accounts.move(two, 'before', three);
    expect(labels(core)).toEqual(['One', 'Three', 'Two']);
  });

  it('goes along in a backup', async () => {
    const { core, one, three } = await threeBy('hand');
    await core.accounts.move(three, 'before', one);
    await core.backup.write({ ids: [], moves: false, passphrase: 'four dull grey parcels' });
    const other = coreOn({ backupFile: core.backupFile, settingsFile: core.settingsFile });
    await other.backup.open(new Secret('four dull grey parcels'));
    await other.backup.take(['add', 'add', 'add']);
    expect(labels(other)).toEqual(['Three', 'One', 'Two']);
  });
});
