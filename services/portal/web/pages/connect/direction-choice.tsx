import { Radio } from '@mantine/core';
import type { Product } from '@portal-sync/contracts';
import { useTexts } from '../../texts/use-texts.ts';
import { DIRECTIONS_OF, type Direction } from '../settings/caps.ts';
import classes from './mode-cards.module.css';

/** Which way changes go. What the product does not allow is shown with the reason. */
export function DirectionChoice({ product, value, onChange, labelledBy }: { readonly product: Product; readonly value: Direction; readonly onChange: (value: Direction) => void; readonly labelledBy?: string }) {
  const { say } = useTexts();
  return (
    <Radio.Group value={value} onChange={(next) => onChange(next as Direction)} aria-label={say('choose.directionTitle')} aria-labelledby={labelledBy}>
      <div className={classes['list']}>
        {(['bidirectional', 'to-google', 'from-google'] as const).map((direction) => {
          const allowed = DIRECTIONS_OF[product].includes(direction);
          return <Radio key={direction} value={direction} disabled={!allowed} label={say(`directions.${direction}`)} description={allowed ? say(`directions.${direction}What`) : say('directions.notInOneWay')} />;
        })}
      </div>
    </Radio.Group>
  );
}
