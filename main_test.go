package main

import (
	"testing"

	"xuncha/repository/dbtest"
)

func TestMain(m *testing.M) { dbtest.Main(m) }
