package outgoing_test

import (
	"context"
	"net"
	"net/netip"
	"strings"
	"sync"
	"testing"

	"golang.org/x/net/dns/dnsmessage"
)

// nameServer answers each question for a type with the next of the lists, the last one for ever. An entry is an address, a
// CNAME, or a failure.
func nameServer(t *testing.T, answers [][]string) *net.Resolver {
	t.Helper()
	socket, err := (&net.ListenConfig{}).ListenPacket(t.Context(), "udp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	var serving sync.WaitGroup
	serving.Go(func() {
		asked := map[dnsmessage.Type]int{}
		buffer := make([]byte, 1500)
		for {
			n, from, err := socket.ReadFrom(buffer)
			if err != nil {
				return
			}
			var question dnsmessage.Message
			if question.Unpack(buffer[:n]) != nil || len(question.Questions) != 1 {
				continue
			}
			kind := question.Questions[0].Type
			list := answers[min(asked[kind], len(answers)-1)]
			asked[kind]++
			if reply := reply(question, list); reply != nil {
				_, _ = socket.WriteTo(reply, from)
			}
		}
	})
	var opening sync.Mutex
	var opened []net.Conn
	t.Cleanup(func() {
		_ = socket.Close()
		serving.Wait()
		opening.Lock()
		defer opening.Unlock()
		for _, c := range opened {
			_ = c.Close() // whoever still waits for an answer
		}
	})
	return &net.Resolver{PreferGo: true, Dial: func(ctx context.Context, _, _ string) (net.Conn, error) {
		var d net.Dialer
		c, err := d.DialContext(ctx, "udp", socket.LocalAddr().String())
		if err == nil {
			opening.Lock()
			defer opening.Unlock()
			opened = append(opened, c)
		}
		return c, err
	}}
}

func reply(question dnsmessage.Message, list []string) []byte {
	out := dnsmessage.Message{
		Header:    dnsmessage.Header{ID: question.ID, Response: true, RecursionAvailable: true, RecursionDesired: true},
		Questions: question.Questions,
	}
	asked := question.Questions[0]
	header := dnsmessage.ResourceHeader{Name: asked.Name, Class: dnsmessage.ClassINET, Type: asked.Type}
	for _, entry := range list {
		alias, isAlias := strings.CutPrefix(entry, "CNAME ")
		switch {
		case entry == "silence":
			return nil
		case entry == "NXDOMAIN":
			out.RCode = dnsmessage.RCodeNameError
		case entry == "SERVFAIL":
			out.RCode = dnsmessage.RCodeServerFailure
		case isAlias:
			target := dnsmessage.MustNewName(alias)
			header.Type = dnsmessage.TypeCNAME
			out.Answers = append(out.Answers, dnsmessage.Resource{Header: header, Body: &dnsmessage.CNAMEResource{CNAME: target}})
			header.Name, header.Type = target, asked.Type
			if asked.Type == dnsmessage.TypeA {
				out.Answers = append(out.Answers, dnsmessage.Resource{Header: header, Body: &dnsmessage.AResource{A: [4]byte{127, 0, 0, 1}}})
			}
		default:
			ip := netip.MustParseAddr(entry)
			switch {
			case ip.Is4() && asked.Type == dnsmessage.TypeA:
				out.Answers = append(out.Answers, dnsmessage.Resource{Header: header, Body: &dnsmessage.AResource{A: ip.As4()}})
			case ip.Is6() && asked.Type == dnsmessage.TypeAAAA:
				out.Answers = append(out.Answers, dnsmessage.Resource{Header: header, Body: &dnsmessage.AAAAResource{AAAA: ip.As16()}})
			}
		}
	}
	packed, err := out.Pack()
	if err != nil {
		panic(err) // the lists are of the tests
	}
	return packed
}
