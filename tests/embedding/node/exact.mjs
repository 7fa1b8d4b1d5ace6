// Exact numbers: fractions of whole numbers of any size. No float is ever made.

const gcd = (a, b) => (b ? gcd(b, a % b) : a < 0n ? -a : a);

export class Exact {
  constructor(top, bottom = 1n) {
    const sign = bottom < 0n ? -1n : 1n;
    const common = gcd(top, bottom) || 1n;
    this.top = (sign * top) / common;
    this.bottom = (sign * bottom) / common;
  }

  // Read "67.8", "-2" or "40/3".
  static of(text) {
    const match = /^(-?)(\d+)(?:\.(\d+))?(?:\/(\d+))?$/.exec(text);
    if (!match) throw new Error(`no exact number: ${text}`);
    const [, sign, whole, digits = "", below = "1"] = match;
    const top = BigInt(whole + digits) * (sign ? -1n : 1n);
    return new Exact(top, 10n ** BigInt(digits.length) * BigInt(below));
  }

  plus(other) {
    const top = this.top * other.bottom + other.top * this.bottom;
    return new Exact(top, this.bottom * other.bottom);
  }

  minus(other) {
    return this.plus(new Exact(-other.top, other.bottom));
  }

  times(other) {
    return new Exact(this.top * other.top, this.bottom * other.bottom);
  }

  over(other) {
    return new Exact(this.top * other.bottom, this.bottom * other.top);
  }

  // Negative, zero or positive, as this is less than, equal to or more than the other.
  compare(other) {
    const left = this.top * other.bottom;
    const right = other.top * this.bottom;
    return left < right ? -1 : left > right ? 1 : 0;
  }

  // Round to decimal places: half a unit and more counts as one, or is cut off.
  rounded(digits, mode = "half-up") {
    const scaled = (this.top < 0n ? -this.top : this.top) * 10n ** BigInt(digits);
    const half = mode === "half-up" ? this.bottom : 0n;
    const whole = (2n * scaled + half) / (2n * this.bottom);
    return new Exact(this.top < 0n ? -whole : whole, 10n ** BigInt(digits));
  }

  // Write with decimal places; what is written must have no more.
  written(digits) {
    const scaled = (this.top * 10n ** BigInt(digits)) / this.bottom;
    const sign = scaled < 0n ? "-" : "";
    const text = String(scaled < 0n ? -scaled : scaled).padStart(digits + 1, "0");
    if (!digits) return sign + text;
    return `${sign}${text.slice(0, -digits)}.${text.slice(-digits)}`;
  }
}

export const ZERO = new Exact(0n);
export const ONE = new Exact(1n);
export const HUNDRED = new Exact(100n);
