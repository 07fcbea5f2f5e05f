type IsSame<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false;

/** Compiles only where the value's type is exactly `Wanted`. */
export function same<Wanted>(): <Given>(
  value: Given,
  ...wrong: IsSame<Wanted, Given> extends true ? [] : [never]
) => void {
  return () => {};
}

/** Compiles only where the value can stand for a `Wanted`. */
export function accepts<Wanted>(_value: Wanted): void {}
