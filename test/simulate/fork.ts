import { DockpassError } from '../../main/core/base/errors.ts';
import type { AccountView } from '../../preload/contract/account-view.ts';
import { createProgram, keychainPort, orderedByHand, passphraseOf, settingsPath } from './adapter.ts';
import { createDisk, type Disk, lookAt } from './computer/disk.ts';
import { createKeychain } from './computer/keychain.ts';
import { clockPort, createComputerClock, createVirtualTime } from './computer/virtual-clock.ts';
import { cryptoState, seedCrypto } from './seeded-crypto.ts';
import type { Computer } from './world.ts';

const nobody = (): Promise<never> => Promise.reject(new DockpassError('cancelled'));

/**
 * The rows that a restart would find: a fresh program on a copy of the disk, without a network, unlocked where the
 * person knows the passphrase, in the order made by hand. The world itself does not notice.
 */
export const restarted = async (computer: Computer, stick: Disk, now: number): Promise<readonly AccountView[]> => {
  const state = cryptoState();
  const time = createVirtualTime(now);
  const clock = createComputerClock(time);
  clock.setBy(computer.clock.wall() - now);
  const disk = createDisk(
    { time, delay: () => 0, asked: () => 0, onAsked: () => {}, onWritten: () => {}, onCut: () => {} },
    new Map(computer.disk.files),
  );
  disk.files.set(settingsPath, orderedByHand(disk.files.get(settingsPath)));
  const keychain = createKeychain(computer.keychain.state);
  keychain.key = computer.keychain.key;
  keychain.known = computer.keychain.known;
  let count = 0;
  const program = createProgram({
    disk,
    isAlive: () => true,
    onRestart: () => {},
    onKept: () => {},
    ports: {
      clock: clockPort(
        time,
        clock,
        () => true,
        () => {},
        () => {},
      ),
      keychain: keychainPort(keychain),
      backupFile: {
        choosePlace: async () => undefined,
        read: async () => undefined,
        look: path => lookAt(stick, path),
        removeUnfinished: async () => {},
      },
      accountListFile: { choosePlace: async () => undefined, read: async () => undefined },
      activityFile: {
        read: async () => [],
        append: () => {},
        replace: () => {},
        remove: () => {},
        saveAs: async () => undefined,
      },
      browser: { toFront: () => {}, prepare: () => {}, dropPrepared: () => {}, forget: async () => {}, signIn: nobody },
      loopback: { listen: nobody },
      openExternal: async () => {},
      sessions: { forget: async () => {}, keepOnly: async () => {} },
      http: { send: () => Promise.reject(new DockpassError('offline', { reason: 'unreachable' })) },
      clipboard: {
        needsPress: false,
        takesText: () => true,
        write: async () => {},
        holds: async () => 'no',
        read: nobody,
        clear: async () => {},
      },
      secretWindow: { show: async () => {}, close: () => {} },
      questionWindow: { show: () => {}, close: () => {} },
      signals: { isOnline: () => false, idleForMs: () => 0, on: () => () => {} },
      random: {
        fraction: () => 0.5,
        token: () => {
          count += 1;
          return `fork-${String(count).padStart(8, '0')}`;
        },
      },
      log: { write: () => {} },
    },
  });
  void program.begin();
  const drained = (): Promise<void> => new Promise(resolve => void setImmediate(resolve));
  await drained();
  if (program.lock() === 'locked') {
    const passphrase = await passphraseOf(disk.files, computer.passphrases);
    if (passphrase !== undefined) await Promise.allSettled([program.calls.unlock({ passphrase })]);
    await drained();
  }
  const rows = program.rows();
  seedCrypto(state);
  return rows;
};
