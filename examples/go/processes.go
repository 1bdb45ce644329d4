package main

import (
	"bufio"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"slices"
	"strings"
	"time"

	"github.com/nats-io/nats-server/v2/server"

	"causeway.example/shop/shop"
)

// processes are the services of one side, and the NATS server between them.
type processes struct {
	broker  *server.Server
	peers   map[string]string
	started []process
}

type process struct {
	name    string
	command *exec.Cmd
	// stdin's end tells it to stop.
	stdin io.Closer
}

// startProcesses starts this program again for each service. What it gives must be stopped, also where it failed.
func startProcesses(ctx context.Context, config shop.Config) (*processes, error) {
	p := &processes{peers: map[string]string{}}
	broker, err := server.NewServer(&server.Options{Host: "127.0.0.1", Port: server.RANDOM_PORT, NoLog: true, NoSigs: true})
	if err != nil {
		return p, err
	}
	p.broker = broker
	broker.Start()
	if !broker.ReadyForConnections(10 * time.Second) {
		return p, errors.New("the NATS server does not start")
	}
	p.peers["nats"] = broker.ClientURL()
	for _, name := range shop.Names {
		config.Service, config.Peers = name, p.peers
		if err := p.start(ctx, config); err != nil {
			return p, fmt.Errorf("%s: %w", name, err)
		}
	}
	return p, nil
}

func (p *processes) start(ctx context.Context, config shop.Config) error {
	text, err := json.Marshal(config)
	if err != nil {
		return err
	}
	program, err := os.Executable()
	if err != nil {
		return err
	}
	command := exec.CommandContext(ctx, program)
	command.Env = append(os.Environ(), shop.Variable+"="+string(text))
	command.Stderr = os.Stderr
	stdin, err := command.StdinPipe()
	if err != nil {
		return err
	}
	stdout, err := command.StdoutPipe()
	if err != nil {
		return err
	}
	if err := command.Start(); err != nil {
		return err
	}
	p.started = append(p.started, process{config.Service, command, stdin})
	address, err := bufio.NewReader(stdout).ReadString('\n')
	p.peers[config.Service] = strings.TrimSpace(address)
	return err
}

// stop ends callers before those they call.
func (p *processes) stop() (err error) {
	for _, each := range slices.Backward(p.started) {
		each.stdin.Close()
		if ended := each.command.Wait(); ended != nil {
			err = errors.Join(err, fmt.Errorf("%s: %w", each.name, ended))
		}
	}
	if p.broker != nil {
		p.broker.Shutdown()
	}
	return err
}
