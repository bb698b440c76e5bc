// Text that may leave the tool: every secret in it is masked. The brand keeps raw customers' text out of reports
// at compile time; only src/text makes one (see src/text/safe.ts).

declare const safeBrand: unique symbol;

export type Safe = string & { readonly [safeBrand]: true };
