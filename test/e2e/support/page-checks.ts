import type { Page } from '@playwright/test';

/** Less than a person sees: a move of the whole window by one text line would be 0.02. */
const UNSEEN = 0.01;

/** In the page: what stands in it that turns the reading direction or has no width. */
export function findHidden(): readonly string[] {
  const hidden = /[\u202a-\u202e\u2066-\u2069\u200b\ufeff\0]/;
  const read = ['title', 'aria-label', 'placeholder'];
  const texts = [
    document.body.innerText,
    ...[...document.querySelectorAll('*')].flatMap((one) => read.map((name) => one.getAttribute(name) ?? '')),
  ];
  return texts.filter((text) => hidden.test(text)).map((text) => text.slice(0, 80));
}

/** In the page: parts of the window that became wider, or longer, than their place. */
export function findOverflow(): readonly string[] {
  const parts = ['html', '#screen-pane', 'header', 'footer'];
  return parts.flatMap((part) => {
    const element = document.querySelector(part);
    if (element === null) return [];
    const over = [
      element.scrollWidth - element.clientWidth,
      part === '#screen-pane' ? 0 : element.scrollHeight - element.clientHeight,
    ];
    return Math.max(...over) > 1 ? [`${part}: ${over.join(' × ')} px`] : [];
  });
}

/** In the page: texts that are cut at the edge of their place, and that nothing tells in full (no `title` around them). */
export function findCutText(): readonly string[] {
  return [...document.querySelectorAll<HTMLElement>('#root *')].flatMap((element) => {
    const own = [...element.childNodes].some(
      (node) => node.nodeType === Node.TEXT_NODE && (node.textContent ?? '').trim() !== '',
    );
    if (!own || element.closest('[title], .only-heard, .cm-editor, [aria-hidden="true"]') !== null) return [];
    // Whatever of its ancestors cuts it without letting anybody scroll.
    const { right, left, width } = element.getBoundingClientRect();
    if (width < 2) return [];
    for (let place: HTMLElement | null = element; place !== null; place = place.parentElement) {
      const { overflowX } = getComputedStyle(place);
      if (overflowX === 'auto' || overflowX === 'scroll') return [];
      if (overflowX !== 'hidden' && overflowX !== 'clip') continue;
      const edge = place.getBoundingClientRect();
      const isCut =
        place === element
          ? element.scrollWidth - element.clientWidth > 1
          : right > edge.right + 1 || left < edge.left - 1;
      if (isCut) return [`${place.className}: ${element.innerText.slice(0, 60)}`];
    }
    return [];
  });
}

/** Notes every move of the layout from the page's start on, also after it is loaded anew. */
export async function watchShifts(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const store = window as unknown as { shifts: { value: number; where: string }[] };
    store.shifts = [];
    interface Shift extends PerformanceEntry {
      readonly value: number;
      readonly sources: readonly { readonly node: Node | null }[];
    }
    new PerformanceObserver((list) => {
      for (const { value, sources } of list.getEntries() as Shift[]) {
        const nodes = sources.map(({ node }) =>
          node instanceof HTMLElement ? node.outerHTML.slice(0, 120) : String(node?.nodeName),
        );
        store.shifts.push({ value, where: nodes.join(' | ') });
      }
    }).observe({ type: 'layout-shift', buffered: true });
  });
}

/** The moves that a person could see, with what moved. */
export async function shiftsOf(
  page: Page,
): Promise<readonly { readonly value: number; readonly where: string }[]> {
  const all = await page.evaluate(
    () => (window as unknown as { shifts: { value: number; where: string }[] }).shifts,
  );
  const sum = all.reduce((total, { value }) => total + value, 0);
  return sum < UNSEEN ? [] : all;
}
