/** `from` comes before `to`. A stronger edge is kept when a cycle has to be cut: 1 is the strongest. */
export interface OrderEdge {
  readonly from: number;
  readonly to: number;
  readonly strength: number;
}

/** An order of nodes, and what kept it from keeping every edge. */
export interface NodeOrder {
  /** Every node once. */
  readonly order: readonly number[];
  /** Groups of nodes that wait for each other, each in rank order. */
  readonly cycles: readonly (readonly number[])[];
  /** The edges (indexes into the given list) that the order does not keep, because they stand in a cycle. */
  readonly cut: readonly number[];
}

/**
 * Orders nodes 0…count-1 so that every edge points forward; where edges leave a choice, the lower number
 * goes first, so number the nodes by rank. Cycles are cut at their weakest edges, and of those first at the
 * ones that go against the rank. Near-linear, never throws.
 */
export function orderNodes(count: number, edges: readonly OrderEdge[]): NodeOrder {
  const cut = new Set<number>();
  const cycles: (readonly number[])[] = [];
  let isFirstRound = true;
  for (;;) {
    const components = findCycles(count, edges, cut);
    if (components.length === 0) break;
    if (isFirstRound) cycles.push(...components);
    isFirstRound = false;
    const before = cut.size;
    cutCycles(components, edges, cut);
    if (cut.size === before) break;
  }
  const order = sortForward(count, edges, cut);
  const place = new Int32Array(count);
  for (const [index, node] of order.entries()) place[node] = index;
  // Where the rank agrees with an edge that was set aside, the order keeps it all the same.
  const broken = [...cut].filter((index) => {
    const edge = edges[index];
    return edge !== undefined && (place[edge.from] ?? 0) >= (place[edge.to] ?? 0);
  });
  return { order, cycles, cut: broken.toSorted((a, b) => a - b) };
}

function cutCycles(
  components: readonly (readonly number[])[],
  edges: readonly OrderEdge[],
  cut: Set<number>,
): void {
  const component = new Map<number, number>();
  for (const [index, nodes] of components.entries()) for (const node of nodes) component.set(node, index);
  /** By component: the weakest strength, with its edges against the rank and with it. */
  const weakest = new Map<number, { strength: number; against: number[]; along: number[] }>();
  for (const [index, edge] of edges.entries()) {
    const home = component.get(edge.from);
    if (cut.has(index) || home === undefined || home !== component.get(edge.to)) continue;
    let group = weakest.get(home);
    if (group === undefined || group.strength < edge.strength) {
      group = { strength: edge.strength, against: [], along: [] };
      weakest.set(home, group);
    }
    // A node that waits for itself never gets its turn.
    if (group.strength === edge.strength) (edge.from >= edge.to ? group.against : group.along).push(index);
  }
  for (const { against, along } of weakest.values())
    for (const index of against.length > 0 ? against : along) cut.add(index);
}

/** Tarjan's strongly connected components without recursion; only those that hold a cycle, members in rank order. */
function findCycles(count: number, edges: readonly OrderEdge[], cut: ReadonlySet<number>): number[][] {
  const next = adjacency(count, edges, cut);
  const index = new Int32Array(count).fill(-1);
  const low = new Int32Array(count);
  const isOpen = new Uint8Array(count);
  const open: number[] = [];
  const found: number[][] = [];
  let counter = 0;
  for (let root = 0; root < count; root += 1) {
    if (index[root] !== -1) continue;
    const work: { readonly node: number; child: number }[] = [{ node: root, child: 0 }];
    while (work.length > 0) {
      const frame = work.at(-1);
      if (frame === undefined) break;
      const { node } = frame;
      if (frame.child === 0) {
        index[node] = counter;
        low[node] = counter;
        counter += 1;
        open.push(node);
        isOpen[node] = 1;
      }
      const target = next[node]?.[frame.child];
      if (target !== undefined) {
        frame.child += 1;
        if (index[target] === -1) work.push({ node: target, child: 0 });
        else if (isOpen[target] === 1) low[node] = Math.min(low[node] ?? 0, index[target] ?? 0);
        continue;
      }
      // A node without edges is visited once more than it has children.
      frame.child += 1;
      work.pop();
      const parent = work.at(-1);
      if (parent !== undefined) low[parent.node] = Math.min(low[parent.node] ?? 0, low[node] ?? 0);
      if (low[node] !== index[node]) continue;
      const component: number[] = [];
      for (let member = open.pop(); member !== undefined; member = open.pop()) {
        isOpen[member] = 0;
        component.push(member);
        if (member === node) break;
      }
      if (component.length > 1 || next[node]?.includes(node) === true)
        found.push(component.toSorted((a, b) => a - b));
    }
  }
  return found.toSorted((a, b) => (a[0] ?? 0) - (b[0] ?? 0));
}

function sortForward(count: number, edges: readonly OrderEdge[], cut: ReadonlySet<number>): number[] {
  const next = adjacency(count, edges, cut);
  const waiting = new Int32Array(count);
  for (const targets of next) for (const target of targets) waiting[target] = (waiting[target] ?? 0) + 1;
  const ready = new LowestFirst();
  for (let node = 0; node < count; node += 1) if (waiting[node] === 0) ready.push(node);
  const order: number[] = [];
  for (let node = ready.pop(); node !== undefined; node = ready.pop()) {
    order.push(node);
    for (const target of next[node] ?? []) {
      const left = (waiting[target] ?? 0) - 1;
      waiting[target] = left;
      if (left === 0) ready.push(target);
    }
  }
  return order;
}

function adjacency(count: number, edges: readonly OrderEdge[], cut: ReadonlySet<number>): number[][] {
  const next: number[][] = Array.from({ length: count }, () => []);
  for (const [index, edge] of edges.entries()) if (!cut.has(index)) next[edge.from]?.push(edge.to);
  return next;
}

/** A binary heap of numbers. */
class LowestFirst {
  readonly #heap: number[] = [];

  push(value: number): void {
    const heap = this.#heap;
    let at = heap.push(value) - 1;
    while (at > 0) {
      const parent = (at - 1) >> 1;
      const above = heap[parent] ?? 0;
      if (above <= value) break;
      heap[at] = above;
      at = parent;
    }
    heap[at] = value;
  }

  pop(): number | undefined {
    const heap = this.#heap;
    const lowest = heap[0];
    const last = heap.pop();
    if (last === undefined || heap.length === 0) return lowest;
    let at = 0;
    for (;;) {
      let child = 2 * at + 1;
      if (child >= heap.length) break;
      if (child + 1 < heap.length && (heap[child + 1] ?? 0) < (heap[child] ?? 0)) child += 1;
      const below = heap[child] ?? 0;
      if (below >= last) break;
      heap[at] = below;
      at = child;
    }
    heap[at] = last;
    return lowest;
  }
}
