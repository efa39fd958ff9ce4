package model

import (
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

func goodAccount() AccountEdit {
	return AccountEdit{
		Platform: PlatformWechat, Name: "恩施 发布", PlatformAccountID: "gh_0001", CertifiedSubject: "恩施市融媒体中心", OrganizationID: 7,
		RegionCode: "422801", OpenedOn: "2019-03-01", NationalFilingNumber: "N1", ProvincialFilingNumber: "P1",
	}
}

func TestParsePlatform(t *testing.T) {
	for text, want := range map[string]Platform{
		"微信": PlatformWechat, " 微信公众号 ": PlatformWechat, "公众号": PlatformWechat, "WeChat": PlatformWechat,
		"新浪微博": PlatformWeibo, "抖音": PlatformDouyin, "快手号": PlatformKuaishou, "今日头条": PlatformToutiao, "头条": PlatformToutiao,
		"微信视频号": PlatformChannels, "视频号": PlatformChannels, "微信小程序": PlatformMiniProgram, "mini_program": PlatformMiniProgram,
		"ＡＰＰ": PlatformApp, "客户端": PlatformApp, "其他": PlatformOther,
		"": "", "微": "", "推特": "", "微信,微博": "",
	} {
		if got, ok := ParsePlatform(text); got != want || ok != (want != "") {
			t.Errorf("%q: %q, %v", text, got, ok)
		}
	}
	for _, p := range Platforms {
		if got, ok := ParsePlatform(p.Label()); !ok || got != p {
			t.Errorf("%s is printed as %s, which is read as %s", p, p.Label(), got)
		}
	}
}

func TestPlatformBuckets(t *testing.T) {
	buckets := map[Platform]Platform{PlatformWechat: PlatformWechat, PlatformWeibo: PlatformWeibo}
	for _, p := range append(Platforms, "qq") {
		want, ok := buckets[p]
		if !ok {
			want = PlatformOther
		}
		if p.Bucket() != want {
			t.Errorf("%s counts as %s", p, p.Bucket())
		}
	}
	if Platform("qq").Label() != "qq" {
		t.Error("an unknown platform has a label")
	}
}

func TestNewAccount(t *testing.T) {
	at := NewTime(time.Date(2022, 10, 1, 0, 0, 0, 0, time.UTC))
	row := NewAccount(goodAccount(), "422800", at)
	want := goodAccount()
	want.RegionCode = "422800"
	if diff := cmp.Diff(want, row.Edit()); diff != "" {
		t.Error(diff)
	}
	if row.NameKey != "恩施发布" || row.PlatformAccountKey != "gh_0001" || row.SearchText != "恩施发布\ngh_0001\n恩施市融媒体中心" {
		t.Errorf("%+v", row)
	}
	if row.State != StateRunning || row.Ended != 0 || row.Version != 1 || row.CreatedAt != at {
		t.Errorf("%+v", row)
	}
	if id, region := row.Owner(); id != 7 || region != "422800" {
		t.Errorf("owner %d in %s", id, region)
	}
	row.Apply(AccountEdit{Name: "恩施"})
	if row.PlatformAccountKey != "" || row.SearchText != "恩施" {
		t.Errorf("an unknown id leaves %q, %q", row.PlatformAccountKey, row.SearchText)
	}
}

// The keys of an account always follow what it is, whatever is done to it and in which order.
func TestAccountKeysFollow(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		row := NewAccount(goodAccount(), "422801", Time{})
		row.ID = 3
		for range rapid.IntRange(1, 8).Draw(t, "steps") {
			if rapid.Bool().Draw(t, "edit") {
				e := row.Edit()
				e.Name = rapid.StringMatching(`[Ａ-Ｃa-c ]{1,5}`).Draw(t, "name")
				e.PlatformAccountID = rapid.StringMatching(`[a-c]{0,3}`).Draw(t, "id")
				row.Apply(e)
			} else {
				_ = row.Move(rapid.SampledFrom(lifeVerbs).Draw(t, "verb"), "2022-01-01", "r") // refused or not
			}
			if row.NameKey != Key(row.Name) || string(row.PlatformAccountKey) != row.PlatformAccountID {
				t.Fatalf("%+v", row)
			}
			if (row.Ended == row.ID) != (row.State == StateClosed) {
				t.Fatalf("%s with ended %d", row.State, row.Ended)
			}
		}
	})
}
