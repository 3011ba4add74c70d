import { describe, expect, it } from 'vitest';
import { DockpassError } from '../../../main/core/base/errors.ts';
import { createOperations, untilAborted } from '../../../main/core/base/operations.ts';
import { settled } from '../../support/fakes/settled.ts';

const forever = (): Promise<never> => new Promise(() => {});
const stopped = new DockpassError('cancelled');

describe('what is under way', () => {
  it.each([
    ['sign-in', 'sign-in'],
    ['sign-in', 'edit'],
    ['sign-in', 'move'],
    ['edit', 'sign-in'],
    ['move', 'edit'],
    ['move', 'sign-in'],
    ['move', 'move'],
    ['move', 'renewal'],
    ['restore', 'sign-in'],
  ] as const)('%s keeps out %s of the same account, and of no other', async (first, second) => {
    const operations = createOperations();
    void operations.run(first, ['one', 'two'], forever);
    const work = async (): Promise<string> => 'done';
    await expect(operations.run(second, ['two'], work)).rejects.toMatchObject({ code: 'busy', reason: first });
    expect(await operations.run(second, ['three'], work)).toBe('done');
  });

  it.each([
    ['renewal', 'sign-in'],
    ['renewal', 'copy'],
    ['copy', 'copy'],
    ['sign-in', 'renewal'],
    ['edit', 'copy'],
    ['renewal', 'move'],
  ] as const)('%s goes together with %s', async (first, second) => {
    const operations = createOperations();
    void operations.run(first, ['one'], forever);
    expect(await operations.run(second, ['one'], async () => 'done')).toBe('done');
  });

  it('is counted from its beginning to its end, also where it fails', async () => {
    const operations = createOperations();
    let changes = 0;
    operations.onChange(() => (changes += 1));
    const work = Promise.withResolvers<void>();
    const renewing = operations.run('renewal', ['one'], () => work.promise);
    expect([operations.isUnderWay('renewal', 'one'), operations.isUnderWay('renewal', 'two')]).toEqual([true, false]);
    expect(operations.count('sign-in', 'renewal')).toBe(1);
    let idle = false;
    void operations.whenIdle().then(() => {
      idle = true;
    });
    work.reject(stopped);
    await expect(renewing).rejects.toBe(stopped);
    await settled();
    expect([operations.count('renewal'), idle, changes]).toEqual([0, true, 2]);
  });

  it('is ended by its signal where it waits, and only the ones that are meant', async () => {
    const operations = createOperations();
    const waiting = (kind: 'copy' | 'renewal') =>
      operations.run(kind, ['one'], ({ signal }) => untilAborted(forever(), signal));
    const copying = waiting('copy');
    void waiting('renewal').catch(() => {});
    operations.abort(({ kind }) => kind === 'copy', stopped);
    await expect(copying).rejects.toBe(stopped);
    expect([operations.count('copy'), operations.count('renewal')]).toEqual([0, 1]);
  });

  it('does not begin while closed, and begins once it is open again', async () => {
    const operations = createOperations();
    const reopen = operations.close(stopped);
    await expect(operations.run('copy', [], async () => 1)).rejects.toBe(stopped);
    reopen();
    expect(await operations.run('copy', [], async () => 1)).toBe(1);
  });
});

it('waits no longer for a promise once the signal is raised, and not at all where it was before', async () => {
  const controller = new AbortController();
  const waiting = untilAborted(forever(), controller.signal);
  controller.abort(stopped);
  await expect(waiting).rejects.toBe(stopped);
  await expect(untilAborted(forever(), controller.signal)).rejects.toBe(stopped);
  expect(await untilAborted(Promise.resolve(1), new AbortController().signal)).toBe(1);
});
