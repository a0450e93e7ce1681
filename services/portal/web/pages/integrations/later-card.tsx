import { Mark } from '../../parts/mark.tsx';
import { useTexts } from '../../texts/use-texts.ts';
import { ProductIcon } from './product-icon.tsx';
import classes from './product-card.module.css';

/** A product that a later version brings: named, and said to be so. */
export function LaterCard({ product }: { readonly product: 'meet' | 'feeds' }) {
  const { say } = useTexts();
  return (
    <section className={classes['card']} aria-labelledby={`card-${product}`}>
      <header className={classes['head']}>
        <ProductIcon product={product} />
        <h2 id={`card-${product}`}>{say(`products.${product}`)}</h2>
        <Mark tone="soft">{say('later.mark')}</Mark>
      </header>
      <p className="soft">{say(`products.${product}What`)}</p>
      <p className="soft">{say('later.product')}</p>
    </section>
  );
}
