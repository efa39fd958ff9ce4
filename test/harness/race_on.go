//go:build race

package harness

// raceEnabled says whether the tests look for races; then the program does too.
const raceEnabled = true
