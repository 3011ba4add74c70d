import './seeded-crypto.ts';
const { drawHistory, live } = await import('./history.ts');
const { createOverlap } = await import('./overlap.ts');
const seed = Number(process.argv[2] ?? 1); const many = Number(process.argv[3] ?? 1);
let ops=0; const t=performance.now(); const rules = new Map<string, number[]>();
for (let s=seed; s<seed+many; s++) {
  const h = drawHistory(s);
  const t1=performance.now();
  const o = await live(h, createOverlap());
  ops+=o.operations;
  if (many===1) console.log(o.lines.join('\n'));
  const dt=performance.now()-t1; if (dt>1500) console.log('slow world', s, dt|0, o.operations, JSON.stringify(h.config));
  for (const f of o.found) rules.set(f.rule,[...(rules.get(f.rule)??[]),s]);
  if (many===1) console.log(o.hash);
}
console.log(ops,'ops', (ops/(performance.now()-t)*1000).toFixed(0),'ops/s');
for (const [r,s] of rules) console.log(r, s.length, s.slice(0,6).join(' '));
