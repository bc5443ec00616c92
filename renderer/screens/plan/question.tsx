import type { ReactElement, ReactNode } from 'react';
import { Modal } from '@mantine/core';
import css from './question.module.css';

/** A question over the window: Escape or “not now” leaves it. The title is its name for screen readers. */
export function Question(props: {
  readonly title: string;
  readonly onClose: () => void;
  readonly children: ReactNode;
}): ReactElement {
  // Put together by hand: the ready-made one has a <header>, which screen readers take for the window's own.
  return (
    <Modal.Root opened onClose={props.onClose} centered size="lg">
      <Modal.Overlay />
      <Modal.Content>
        <Modal.Body>
          <div className={css['head']}>
            <Modal.Title className={css['title']}>{props.title}</Modal.Title>
            <Modal.CloseButton aria-label="Close" />
          </div>
          {props.children}
        </Modal.Body>
      </Modal.Content>
    </Modal.Root>
  );
}
