package matrix

import (
	"context"
	"fmt"
	"math/rand/v2"
	"regexp"
	"strings"
	"testing"
	"time"

	"xuncha/model"
	"xuncha/repository"
	"xuncha/service"
	"xuncha/service/seal"
)

// The counties of the world are letters, their organizations letters with a digit: A1 is the first of county A. S are the
// units directly under the prefecture, P is what belongs to the prefecture as a whole.
var regionOf = map[string]model.RegionCode{"A": "422801", "B": "422802", "C": "422822", "S": "422800", "P": "422800"}

// canary is a word that stands in every text of what an owner has, and nowhere else. A0 is for what belongs to county A
// but to none of its organizations.
func canary(owner string) string {
	if len(owner) == 1 {
		owner += "0"
	}
	return "kanari" + strings.ToLower(owner) + "k"
}

var canaries = regexp.MustCompile(`(?i)kanari([a-z][0-9])k`)

// named is a text with the canary of its owner. n makes it the only one of its kind.
func named(what, owner string, n int) string { return fmt.Sprintf("%s %s %d", what, canary(owner), n) }

// thing is something that a request can name.
type thing struct {
	kind  kind
	owner string
	name  string // what a path, a query or a body calls it
	draft bool   // seen by nobody but those who write such things

	needs model.Permission // what whoever sees it must be allowed, where that is more than the operation needs
}

// world is a register in which the counties lie side by side, id by id.
type world struct {
	*service.Services
	t          testing.TB
	ctx        context.Context
	store      *repository.Store
	things     []thing
	made       int
	tableNames []string
	issued     map[string]string // what was issued of each campaign, by its code
}

func clock() time.Time { return time.Date(2022, 10, 8, 1, 0, 0, 0, time.UTC) }

var operator = service.Operator(named("操作员", "P", 0))

func newWorld(t testing.TB, s *repository.Store) *world {
	t.Helper()
	w := &world{t: t, ctx: t.Context(), store: s}
	w.Services = service.New(s, service.Settings{
		Clock: clock, Ring: seal.Fresh(), Passwords: service.PasswordCost{Memory: 8, Passes: 1, Threads: 1},
		Evidence: service.EvidenceSettings{Blobs: evidenceFolder(t)}, PublicBulletins: true, Province: above(),
	})
	w.must(w.Catalogues.LoadNational(w.ctx, operator))
	w.add(aCatalogue, "", "1")
	w.nameRegions()
	order := rand.New(rand.NewPCG(1, 2))
	for _, digit := range []string{"1", "2", "3"} {
		counties := []string{"A", "B", "C", "S"}
		order.Shuffle(len(counties), func(i, k int) { counties[i], counties[k] = counties[k], counties[i] })
		for _, county := range counties {
			w.addOrganization(county + digit)
		}
	}
	w.addCampaign("P", true)
	for _, county := range []string{"C", "A", "B"} {
		w.addCampaign(county, true)
		w.addCampaign(county, false)
	}
	w.addTargets()
	w.addResults()
	w.addSelfChecks()
	w.addEvidence()
	w.addRectification()
	w.add(aYear, "", "2022")
	w.addNeeding(model.WriteRegister, aFileKind, "", string(model.ImportSites))
	w.addNeeding(model.SubmitResults, aFileKind, "", string(model.ImportResults))
	w.addPeople()
	w.addInspectors()
	w.addFilings()
	for _, county := range []string{"B", "P", "A", "C"} {
		w.addImports(county)
		w.addMapping(county)
	}
	w.addBulletins()
	w.addCreditCodes()
	for _, county := range []string{"C", "A", "P", "B"} {
		w.addAbove(county)
	}
	w.addWebhooks()
	return w
}

func (w *world) must(err error) {
	w.t.Helper()
	if err != nil {
		w.t.Fatal(err)
	}
}

func must[T any](w *world) func(T, error) T {
	return func(v T, err error) T {
		w.t.Helper()
		w.must(err)
		return v
	}
}

func (w *world) add(k kind, owner, name string) {
	w.things = append(w.things, thing{kind: k, owner: owner, name: name})
}

func (w *world) addID(k kind, owner string, id uint64) { w.add(k, owner, fmt.Sprint(id)) }

func (w *world) next() int { w.made++; return w.made }

// siteCode is the code of the nth site, in the region of a county.
func (w *world) siteCode(owner string, n int) string {
	return fmt.Sprintf("%s%04d", regionOf[owner[:1]], n)
}

func (w *world) nameRegions() {
	for _, owner := range []string{"A", "B", "C", "P"} {
		code := regionOf[owner]
		now := must[model.Region](w)(w.Regions.Get(w.ctx, operator, code))
		must[model.Region](w)(w.Regions.Update(w.ctx, operator, code, now.Version, func(e model.RegionEdit) (model.RegionEdit, error) {
			e.Name += canary(owner)
			e.ShortName += canary(owner)
			return e, nil
		}))
		w.add(aRegion, owner, string(code))
	}
}

// addOrganization adds an organization with a site and an account in use, and with a closed one of each. The third
// organization of a county runs nothing and is dissolved.
func (w *world) addOrganization(owner string) {
	region := regionOf[owner[:1]]
	o := must[model.Organization](w)(w.Organizations.Create(w.ctx, operator, model.OrganizationEdit{
		Name: named("单位", owner, w.next()), ShortName: named("简称", owner, w.made), RegionCode: region, ProvidesServices: true,
	}))
	w.addID(anOrg, owner, o.ID)
	why := model.Reason{Reason: named("缘由", owner, w.made)}
	if owner[1] == '3' {
		must[model.Organization](w)(w.Organizations.Dissolve(w.ctx, operator, o.ID, 1, why))
		return
	}
	for _, inUse := range []bool{true, false} {
		n := w.next()
		site := must[model.Site](w)(w.Sites.Create(w.ctx, operator, model.SiteEdit{
			Code: w.siteCode(owner, n), Name: named("网站", owner, n), HomeURL: "http://" + canary(owner) + ".gov.cn/", OrganizationID: o.ID,
			ICPNumber: named("备案", owner, n), PublicSecurityNumber: named("公安", owner, n), IsPortal: owner[1] == '1',
		}))
		account := must[model.Account](w)(w.Accounts.Create(w.ctx, operator, model.AccountEdit{
			Platform: model.PlatformWechat, Name: named("账号", owner, n), PlatformAccountID: named("id", owner, n), OrganizationID: o.ID,
			CertifiedSubject: named("主体", owner, n), NationalFilingNumber: named("全国", owner, n), ProvincialFilingNumber: named("省", owner, n),
		}))
		w.addID(aSite, owner, site.ID)
		w.addID(anAccount, owner, account.ID)
		if inUse {
			w.add(aSiteCode, owner, site.Code)
			w.add(anAccountName, owner, account.Name)
			continue
		}
		must[model.Site](w)(w.Sites.Move(w.ctx, operator, site.ID, 1, model.VerbClose, why))
		must[model.Account](w)(w.Accounts.Move(w.ctx, operator, account.ID, 1, model.VerbClose, why))
	}
}

func (w *world) addCampaign(owner string, open bool) {
	e, n := model.NewCampaignEdit(), w.next()
	e.Title, e.RoundLabel = named("抽查", owner, n), canary(owner)
	e.Year, e.Round, e.RegionCode, e.MonitoringDate = 2022+(n-1)/99, (n-1)%99+1, regionOf[owner], "2022-09-30"
	c := must[model.Campaign](w)(w.Campaigns.Create(w.ctx, operator, e))
	c = must[service.Planned](w)(w.Campaigns.SetSampling(w.ctx, operator, c.Code, c.Version, w.plan(owner))).Campaign
	if open {
		c = must[model.Campaign](w)(w.Campaigns.Open(w.ctx, operator, c.Code, c.Version))
	}
	w.add(aCampaign, owner, c.Code)
}

// plan is a sample of everything but the account of the second organization of each county, for a reason with its canary.
func (w *world) plan(owner string) model.SamplingEdit {
	e := model.SamplingEdit{Coverage: model.CoverageSample, Ratio: model.WholePercent, Seed: canary(owner)}
	for _, t := range w.of(anAccountName) {
		if t.owner[1] == '2' && regionOf[owner].Area().Covers(regionOf[t.owner[:1]]) {
			e.Exclude = append(e.Exclude, model.Exclusion{
				ThingName: model.ThingName{Platform: model.PlatformWechat, AccountName: t.name}, Reason: named("排除", t.owner, w.made),
			})
		}
	}
	return e
}

// addTargets adds what was left out of the open campaigns of the counties, and leaves it out of that of the prefecture.
func (w *world) addTargets() {
	for _, county := range []string{"C", "A", "B"} {
		c := must[model.Campaign](w)(w.Campaigns.Get(w.ctx, operator, w.first(aCampaign, county).name))
		name := model.ThingName{Platform: model.PlatformWechat, AccountName: w.first(anAccountName, county+"2").name}
		_, _, err := w.Campaigns.AddTargets(w.ctx, operator, c.Code, c.Version, []model.ThingName{name}, model.Reason{Reason: named("补充", county+"2", w.made)})
		w.must(err)
	}
}

// addResults gives every target of every campaign a result, or a reason why it has none.
func (w *world) addResults() {
	owners := map[uint64]string{}
	for _, o := range w.things {
		if o.kind == anOrg {
			owners[number(o.name)] = o.owner
		}
	}
	w.must(w.Inspections.Export(w.ctx, operator, model.InspectionFilter{}, func(rows []model.Inspection) error {
		for _, i := range rows {
			owner := owners[i.TargetOrganizationID]
			w.addID(anInspection, owner, i.ID)
			if i.CampaignCode != w.first(aCampaign, "P").name {
				w.addID(aTarget, owner, i.ID)
			}
			w.addResult(i, owner)
		}
		return nil
	}))
}

func (w *world) addResult(i model.Inspection, owner string) {
	n := w.next()
	why := model.Reason{Reason: named("缘由", owner, n)}
	isFirst := number(w.first(anInspection, owner).name) == i.ID
	if n%5 == 0 && !isFirst && i.CampaignCode == w.first(aCampaign, "P").name {
		must[model.Result](w)(w.Inspections.Move(w.ctx, operator, i.ID, i.Version, model.VerbWaive, why))
		return
	}
	inspector := model.Actor{
		TokenID: 1, Name: named("检查员", owner[:1], n), Role: model.RoleInspector, Scope: model.Scope(regionOf[owner[:1]]),
	}
	finding := model.FindingEdit{Description: named("问题", owner, n), LocationURL: "http://" + canary(owner) + ".gov.cn/x", Occurrences: 1}
	for revision := range uint64(2) {
		must[model.Result](w)(w.Inspections.Submit(w.ctx, inspector, i.ID, i.Version+revision, model.SubmissionEdit{
			Findings: []model.FindingEdit{finding}, Note: named("备注", owner, n),
		}))
	}
	if n%5 == 1 {
		must[model.Result](w)(w.Inspections.Move(w.ctx, operator, i.ID, i.Version+2, model.VerbReturn, why))
	}
}

// addImports takes two files in for a county: one into its register, and one to look at.
func (w *world) addImports(owner string) {
	scope := model.Scope(regionOf[owner])
	if owner == "P" {
		scope = "4228"
	}
	clerk := model.Actor{TokenID: 1, Name: named("录入员", owner, 0), Role: model.RoleCountyAdmin, Scope: scope}
	if owner == "P" {
		clerk.Role = model.RoleAdmin
	}
	for _, dry := range []bool{true, false} {
		n := w.next()
		lines := []string{
			"网站标识码,网站名称,首页地址,是否门户,附注" + canary(owner),
			fmt.Sprintf("%s,%s,http://%s.gov.cn/,否,x", w.siteCode(owner, n), named("导入", owner, n), canary(owner)),
			fmt.Sprintf("%s,%s,http://%s .gov.cn/,否,x", w.siteCode(owner, w.next()), named("有误", owner, n), canary(owner)),
		}
		job := must[model.Import](w)(w.Imports.Take(w.ctx, clerk, service.Upload{
			Kind: model.ImportSites, FileName: canary(owner) + ".csv", DryRun: dry, Body: strings.NewReader(strings.Join(lines, "\n") + "\n"),
		}))
		w.addNeeding(model.WriteRegister, anImport, owner, fmt.Sprint(job.ID))
	}
}

func number(text string) (n uint64) {
	_, _ = fmt.Sscan(text, &n) // what is no number is 0, which is nothing's id
	return n
}
