const weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
const checkCharacters = "10X98765432";

/** The 18 characters of a citizen number (GB 11643) without spaces, or null where the check character does not fit. */
export function readCitizenNo(typed: string): string | null {
  const number = typed.replaceAll(/\s/g, "").toUpperCase();
  if (!/^[1-9]\d{16}[\dX]$/.test(number)) {
    return null;
  }
  const sum = weights.reduce((total, weight, at) => total + weight * Number(number[at]), 0);
  return checkCharacters[sum % 11] === number[17] ? number : null;
}
