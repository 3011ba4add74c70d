import type { Page } from 'playwright-core';

/**
 * The script heap of a page as V8 writes it down, after everything that nothing holds any more was collected: every
 * string in it, the preload's world included. V8 cuts strings at 1,024 characters; what the DOM itself keeps (the value
 * of an input) is not in it, and is looked for in the DOM.
 */
export async function heapOf(page: Page): Promise<string> {
  const session = await page.context().newCDPSession(page);
  try {
    const chunks: string[] = [];
    session.on('HeapProfiler.addHeapSnapshotChunk', ({ chunk }) => void chunks.push(chunk));
    await session.send('HeapProfiler.enable');
    await session.send('HeapProfiler.collectGarbage');
    await session.send('HeapProfiler.takeHeapSnapshot', { reportProgress: false });
    // V8's own format: https://github.com/v8/v8/blob/main/src/profiler/heap-snapshot-generator.cc
    const { strings } = JSON.parse(chunks.join('')) as { readonly strings?: readonly string[] };
    if (strings === undefined || strings.length === 0) throw new Error('the heap snapshot holds no strings');
    return strings.join('\n');
  } finally {
    await session.detach();
  }
}
