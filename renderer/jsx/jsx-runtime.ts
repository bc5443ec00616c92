import type { ElementType, Key } from 'react';
import { jsx as reactJsx, jsxs as reactJsxs } from 'react/jsx-runtime';
import { visibleText } from '../../shared/visible-text';

export { Fragment } from 'react/jsx-runtime';

type Props = Readonly<Record<string, unknown>>;

/** What is read beside the children, by eyes or by a screen reader. */
const READ = ['title', 'label', 'description', 'placeholder', 'aria-label', 'aria-description'] as const;

/**
 * React's `jsx`, to which all JSX of the page is compiled, with every text made visible: names and comments come from
 * files and databases, and a mark that turns the reading direction would make one name look like another, and move the
 * words beside it. Here, because a screen that forgot it would look right until somebody attacks.
 */
export function jsx(type: ElementType, props: Props, key?: Key): ReturnType<typeof reactJsx> {
  return reactJsx(type, showAll(props), key);
}

/** React's `jsxs`, for several children, in the same way. */
export function jsxs(type: ElementType, props: Props, key?: Key): ReturnType<typeof reactJsxs> {
  return reactJsxs(type, showAll(props), key);
}

function showAll(props: Props): Props {
  let shown: Record<string, unknown> | undefined;
  const change = (name: string, value: unknown): void => {
    // A copy: a component may have spread its own properties here.
    shown ??= { ...props };
    shown[name] = value;
  };
  const { children } = props;
  const seen = showChildren(children);
  if (seen !== children) change('children', seen);
  for (const name of READ) {
    const text = props[name];
    if (typeof text !== 'string') continue;
    const visible = visibleText(text);
    if (visible !== text) change(name, visible);
  }
  return shown ?? props;
}

function showChildren(children: unknown): unknown {
  if (typeof children === 'string') return visibleText(children);
  if (!Array.isArray(children)) return children;
  const list: readonly unknown[] = children;
  return list.some((child) => typeof child === 'string' && visibleText(child) !== child)
    ? list.map((child) => (typeof child === 'string' ? visibleText(child) : child))
    : children;
}
