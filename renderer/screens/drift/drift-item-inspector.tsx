import type { ReactElement } from 'react';
import type { DriftItem } from '../../../shared/api';
import { Action } from '../../primitives/action';
import { CopyButton } from '../../primitives/copy-button';
import { OriginText } from '../../primitives/origin';
import { StatusGlyph } from '../../primitives/status-glyph';
import { placeOfObject } from '../../state/place';
import { goTo } from '../../state/use-place';
import { Fact, FactList, InspectorContent, InspectorSection } from '../../workbench/inspector';
import { nameFact, namePart } from '../table/fact-groups';
import css from '../table/fact-inspector.module.css';
import { factOfItem, objectOfItem } from './drift-query';

/** The marked difference: why, who says what and where, and the way to the table. */
export function DriftItemInspector({ item }: { readonly item: DriftItem }): ReactElement {
  return (
    <InspectorContent>
      <InspectorSection title={item.part === 'object' ? item.object : namePart(item.part)}>
        <h3 className={css['name']}>
          {item.part === 'object' ? item.table : `${item.table}.${nameFact(item)}`}
        </h3>
        <p className={css['status']}>
          <StatusGlyph status={item.status} word />
        </p>
        <p className={css['reason']}>{item.reason}</p>
        {item.renameOf !== undefined && (
          <p className={css['reason']}>Perhaps renamed from {item.renameOf}.</p>
        )}
      </InspectorSection>
      <InspectorSection title="Evidence">
        <FactList>
          {item.values.map((value) => (
            <Fact key={value.source} name={value.source}>
              {value.text === undefined ? (
                <span className={css['dim']}>not stated</span>
              ) : (
                <span className={css['value']}>
                  <code>{value.text}</code>
                  <CopyButton label={`Copy what ${value.source} says`} text={value.text} />
                </span>
              )}
              {value.at !== undefined && (
                <div>
                  <OriginText origin={value.at} />
                </div>
              )}
            </Fact>
          ))}
        </FactList>
      </InspectorSection>
      <InspectorSection title="Do">
        <Action
          wide
          keys="Enter"
          onClick={() => {
            goTo(placeOfObject(objectOfItem(item), { row: factOfItem(item) }));
          }}
        >
          Compare side by side
        </Action>
      </InspectorSection>
    </InspectorContent>
  );
}
